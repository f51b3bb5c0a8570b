//! The people of one article. In: full names as found. Out: one person for each, and who a part of a name stands for.
//! Must not know tokens or text: names come as folded words.

use super::hash::{self, Map, mix};

/// A person whom the article names in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The folded words of the fullest name.
    words: Vec<String>,
    /// The fullest name as written.
    pub(super) name: String,
}

/// Who a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearer<'a> {
    /// It is the full name, or a shorter form of it.
    Full(&'a Person),
    /// It ends the name of this one, or stands inside it: a surname.
    Surname(&'a Person),
    /// It begins the name of this one.
    Given(&'a Person),
    /// Several people bear it.
    Several,
    Nobody,
}

/// So many people are compared with a name at most. Beyond, the name is taken to fit several: an article that names
/// thousands of one surname must not cost the square of them.
const COMPARED: usize = 64;

/// A name of more words than this is found whole only.
const LONGEST: usize = 12;

/// Who bears a part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    One(usize),
    Several,
}

impl Owner {
    fn add(&mut self, person: usize) {
        if *self != Self::One(person) {
            *self = Self::Several;
        }
    }
}

/// The people of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    list: Vec<Person>,
    /// By the number of a whole name.
    whole: Map<usize>,
    /// By the number of what a name ends in, spellings of its surname made one.
    ends: Map<Owner>,
    /// By the number of what stands in a name after its first word.
    inside: Map<Owner>,
    /// By the number of what a name begins with.
    starts: Map<Owner>,
    /// By the number of a surname and one given name or its initial.
    given: Map<Vec<usize>>,
}

impl People {
    /// Joins full names, given as folded words and as written, into people; the longest name wins.
    ///
    /// A name that could belong to several people stays a person of its own.
    pub(super) fn new(mut names: Vec<(Vec<String>, String)>) -> Self {
        names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut people = Self::default();
        for (words, name) in names {
            if !matches!(people.full(&words), Some(Owner::One(_))) && !people.whole.contains_key(&whole(&words)) {
                people.add(words, name);
            }
        }
        people
    }

    fn add(&mut self, words: Vec<String>, name: String) {
        let person = self.list.len();
        self.whole.insert(whole(&words), person);
        if words.len() <= LONGEST {
            self.add_parts(&words, person);
        }
        self.list.push(Person { words, name });
    }

    fn add_parts(&mut self, words: &[String], person: usize) {
        let add = |map: &mut Map<Owner>, part: u64| {
            map.entry(part).or_insert(Owner::One(person)).add(person);
        };
        for first in 0..words.len() {
            let part = words.get(first..).unwrap_or_default();
            let map = if first == 0 { &mut self.starts } else { &mut self.inside };
            part.iter().fold(0, |number, word| {
                let number = joined(number, word);
                add(map, number);
                number
            });
            if first > 0 {
                add(&mut self.ends, tail(part));
            }
        }
        let Some((last, given)) = words.split_last() else { return };
        for word in given {
            let initial = first_letter(word);
            let initial = initial.filter(|initial| initial.len() < word.len());
            for key in std::iter::once(word.as_str()).chain(initial.map(|_| "")) {
                let people = self.given.entry(bearing(last, key, word)).or_default();
                // One more than are compared tells that there are too many.
                if people.len() <= COMPARED && people.last() != Some(&person) {
                    people.push(person);
                }
            }
        }
    }

    /// Tells who bears a name or a part of one, given as folded words.
    pub(super) fn bearer<'a>(&'a self, words: &[String]) -> Bearer<'a> {
        let number = whole(words);
        let person = |owner: usize, of: fn(&'a Person) -> Bearer<'a>| self.list.get(owner).map_or(Bearer::Nobody, of);
        if words.len() > 1
            && let Some(owner) = self.whole.get(&number)
        {
            return person(*owner, Bearer::Full);
        }
        let ends = self.ends.get(&tail(words)).copied();
        if ends.is_none()
            && words.len() > 1
            && let Some(Owner::One(owner)) = self.full(words)
        {
            return person(owner, Bearer::Full);
        }
        match ends.or_else(|| self.inside.get(&number).copied()) {
            Some(Owner::One(owner)) => return person(owner, Bearer::Surname),
            Some(Owner::Several) => return Bearer::Several,
            None => {}
        }
        match self.starts.get(&number) {
            Some(Owner::One(owner)) => person(*owner, Bearer::Given),
            _ => Bearer::Nobody,
        }
    }

    /// Gives who bears the full name that these words shorten.
    fn full(&self, words: &[String]) -> Option<Owner> {
        let (last, given) = words.split_last().filter(|(_, given)| !given.is_empty())?;
        let mut found = self.starts.get(&whole(words)).copied();
        let mut fewest: Option<[&[usize]; 2]> = None;
        for word in given {
            let of = |key: &str| self.given.get(&bearing(last, key, word)).map(Vec::as_slice).unwrap_or_default();
            let initial = first_letter(word).unwrap_or_default();
            // An initial stands for every name that begins so; a name stands for itself and for its initial.
            let lists = if initial.len() == word.len() { [of(word), of("")] } else { [of(word), of(initial)] };
            let count = |lists: [&[usize]; 2]| lists.iter().map(|list| list.len()).sum::<usize>();
            if fewest.is_none_or(|fewest| count(lists) < count(fewest)) {
                fewest = Some(lists);
            }
        }
        for list in fewest.unwrap_or_default() {
            if list.len() > COMPARED {
                return Some(Owner::Several);
            }
            for person in list {
                if self.list.get(*person).is_some_and(|long| shortens(words, &long.words)) {
                    found.get_or_insert(Owner::One(*person)).add(*person);
                }
            }
        }
        found
    }
}

/// Gives the number of words in their order, as [`joined`] makes it word by word.
fn whole(words: &[String]) -> u64 {
    words.iter().fold(0, |number, word| joined(number, word))
}

fn joined(number: u64, word: &str) -> u64 {
    mix(number, hash::of(word.as_bytes()))
}

/// Gives the number of words that end a name, spellings made one.
fn tail(words: &[String]) -> u64 {
    words.iter().fold(0, |number, word| joined(number, skeleton(word)))
}

/// Gives the number of a surname beside a given name; beside every name with the first letter of `word` where the key
/// is empty.
fn bearing(last: &str, key: &str, word: &str) -> u64 {
    let surname = joined(1, skeleton(last));
    if key.is_empty() { joined(mix(surname, 1), first_letter(word).unwrap_or_default()) } else { joined(surname, key) }
}

/// Gives the first letter where it may stand for a name: it is one byte, as in [`same_given`].
fn first_letter(word: &str) -> Option<&str> {
    word.get(..1)
}

/// Tells whether `short` is a form of the full name `long`: `George Bush` of `George W. Bush`,
/// `Gabriel García` of `Gabriel García Márquez`.
fn shortens(short: &[String], long: &[String]) -> bool {
    if short.len() < 2 || short.len() > long.len() {
        return false;
    }
    if long.starts_with(short) {
        return true;
    }
    let (Some((short_last, short_given)), Some((long_last, long_given))) = (short.split_last(), long.split_last())
    else {
        return false;
    };
    if skeleton(short_last) != skeleton(long_last) {
        return false;
    }
    // Side by side: `George W.` is not `George H. W.`.
    long_given
        .windows(short_given.len())
        .any(|window| window.iter().zip(short_given).all(|(one, other)| same_given(other, one)))
}

/// Two given names agree when they are equal or one is the other's initial.
fn same_given(one: &str, other: &str) -> bool {
    one == other || (one.len() == 1 && other.starts_with(one)) || (other.len() == 1 && one.starts_with(other))
}

/// Makes one form of the ways a surname from a Slavic script is spelt: `Zelensky`, `Zelenskiy`, `Zelenskyy`.
fn skeleton(word: &str) -> &str {
    let stem = word.trim_end_matches(['y', 'i', 'j']);
    if stem.len() >= 4 && stem.ends_with("sk") { stem } else { word }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.to_lowercase().split(' ').map(str::to_owned).collect()
    }

    fn check(names: &[&str], part: &str, expected: &str) {
        let people = People::new(names.iter().map(|name| (words(name), (*name).to_owned())).collect());
        let shown = match people.bearer(&words(part)) {
            Bearer::Full(person) => format!("full {}", person.name),
            Bearer::Surname(person) => format!("surname {}", person.name),
            Bearer::Given(person) => format!("given {}", person.name),
            Bearer::Several => "several".to_owned(),
            Bearer::Nobody => "nobody".to_owned(),
        };
        assert_eq!(shown, expected, "{part} among {names:?}");
    }

    /// What the indexes stand for, said plainly: who bears a name among all people of the list.
    fn by_definition<'a>(people: &'a People, words: &[String]) -> Bearer<'a> {
        let all = |holds: &dyn Fn(&[String]) -> bool| -> Vec<&'a Person> {
            people.list.iter().filter(|person| holds(&person.words)).collect()
        };
        if let ([person], true) = (all(&|long| long == words).as_slice(), words.len() > 1) {
            return Bearer::Full(person);
        }
        let alike = |long: &[String]| long.iter().zip(words).all(|(one, other)| skeleton(one) == skeleton(other));
        let ends = all(&|long| long.len() > words.len() && alike(&long[long.len() - words.len()..]));
        if let ([person], true) = (all(&|long| shortens(words, long)).as_slice(), ends.is_empty()) {
            return Bearer::Full(person);
        }
        let inside = all(&|long| long.windows(words.len()).skip(1).any(|window| window == words));
        match if ends.is_empty() { inside } else { ends }.as_slice() {
            [person] => return Bearer::Surname(person),
            [_, _, ..] => return Bearer::Several,
            [] => {}
        }
        match all(&|long| long.starts_with(words)).as_slice() {
            [person] => Bearer::Given(person),
            _ => Bearer::Nobody,
        }
    }

    proptest! {
        #[test]
        fn indexes_find_what_the_definition_finds(
            names in prop::collection::vec("(a|ab|b|ba|é|bosky|boski)( (a|ab|b|é|bosky|boski)){1,3}", 0..12),
            part in "(a|ab|b|ba|é|bosky|boski)( (a|ab|b|é|bosky|boski)){0,2}",
        ) {
            let people = People::new(names.iter().map(|name| (words(name), name.clone())).collect());
            prop_assert_eq!(people.bearer(&words(&part)), by_definition(&people, &words(&part)));
        }
    }

    #[test]
    fn thousands_of_one_surname_are_compared_with_few() {
        let names = (0..20_000).map(|number| format!("N{number} {} Smith", ["Ann", "Bo", "C"][number % 3]));
        let people = People::new(names.map(|name| (words(&name), name)).collect());
        assert_eq!(people.list.len(), 20_000);
        assert!(people.given.values().all(|list| list.len() <= COMPARED + 1));
        assert_eq!(people.bearer(&words("Smith")), Bearer::Several);
        assert!(matches!(people.bearer(&words("N77 Smith")), Bearer::Full(person) if person.name == "N77 C Smith"));
    }

    #[test]
    fn parts_of_names_find_their_bearer() {
        let bushes = ["George W Bush", "Barbara Bush"];
        check(&bushes, "Bush", "several");
        check(&bushes, "George Bush", "full George W Bush");
        check(&bushes, "Barbara", "given Barbara Bush");
        let presidents = ["George W Bush", "George H W Bush"];
        check(&presidents, "Bush", "several");
        check(&presidents, "George Bush", "nobody");
        check(&presidents, "George W Bush", "full George W Bush");
        check(&["Recep Tayyip Erdogan"], "Tayyip Erdogan", "surname Recep Tayyip Erdogan");
        check(&["Donald Trump", "Donald J Trump"], "Trump", "surname Donald J Trump");
        check(&["Donald Trump", "Donald Tusk"], "Donald", "nobody");
        check(&["Gabriel García Márquez"], "García", "surname Gabriel García Márquez");
        check(&["Gabriel García Márquez"], "García Márquez", "surname Gabriel García Márquez");
        check(&["Mohammed bin Salman"], "bin Salman", "surname Mohammed bin Salman");
        check(&["Volodymyr Zelenskyy"], "Zelensky", "surname Volodymyr Zelenskyy");
        check(&["Volodymyr Zelenskyy"], "Volodymyr Zelensky", "full Volodymyr Zelenskyy");
        check(&["Xi Jinping"], "Xi", "given Xi Jinping");
        check(&["Xi Jinping"], "Putin", "nobody");
    }
}

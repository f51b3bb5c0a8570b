//! The people of one article. In: full names as found. Out: one person for each, and who a part of a name stands for.
//! Must not know tokens or text: names come as folded words.

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

/// The people of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    list: Vec<Person>,
}

impl People {
    /// Joins full names, given as folded words and as written, into people; the longest name wins.
    ///
    /// A name that could belong to several people stays a person of its own.
    pub(super) fn new(mut names: Vec<(Vec<String>, String)>) -> Self {
        names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut people = Self::default();
        for (words, name) in names {
            if people.full(&words).len() != 1 {
                let twin = people.list.iter().any(|person| person.words == words);
                if !twin {
                    people.list.push(Person { words, name });
                }
            }
        }
        people
    }

    /// Tells who bears a name or a part of one, given as folded words.
    pub(super) fn bearer(&self, words: &[String]) -> Bearer<'_> {
        if words.len() > 1
            && let Some(person) = self.list.iter().find(|person| person.words == words)
        {
            return Bearer::Full(person);
        }
        let ends = self.all(|person| ends_with(&person.words, words));
        if ends.is_empty()
            && words.len() > 1
            && let [person] = self.full(words).as_slice()
        {
            return Bearer::Full(person);
        }
        let inside =
            || self.all(|person| person.words.windows(words.len().max(1)).skip(1).any(|window| window == words));
        let surname = if ends.is_empty() { inside() } else { ends };
        match surname.as_slice() {
            [person] => return Bearer::Surname(person),
            [_, _, ..] => return Bearer::Several,
            [] => {}
        }
        match self.all(|person| person.words.starts_with(words)).as_slice() {
            [person] => Bearer::Given(person),
            _ => Bearer::Nobody,
        }
    }

    fn all(&self, holds: impl Fn(&Person) -> bool) -> Vec<&Person> {
        self.list.iter().filter(|person| holds(person)).collect()
    }

    /// Gives the people whose full name these words shorten.
    fn full(&self, words: &[String]) -> Vec<&Person> {
        self.all(|person| shortens(words, &person.words))
    }
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
    let mut rest = long_given.iter();
    short_given.iter().all(|word| rest.any(|other| same_given(word, other)))
}

/// Two given names agree when they are equal or one is the other's initial.
fn same_given(one: &str, other: &str) -> bool {
    one == other || (one.len() == 1 && other.starts_with(one)) || (other.len() == 1 && one.starts_with(other))
}

fn ends_with(long: &[String], tail: &[String]) -> bool {
    let Some(from) = long.len().checked_sub(tail.len()) else { return false };
    from > 0 && long.iter().skip(from).zip(tail).all(|(one, other)| skeleton(one) == skeleton(other))
}

/// Makes one form of the ways a surname from a Slavic script is spelt: `Zelensky`, `Zelenskiy`, `Zelenskyy`.
fn skeleton(word: &str) -> &str {
    let stem = word.trim_end_matches(['y', 'i', 'j']);
    if stem.len() >= 4 && stem.ends_with("sk") { stem } else { word }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn parts_of_names_find_their_bearer() {
        let bushes = ["George W Bush", "Barbara Bush"];
        check(&bushes, "Bush", "several");
        check(&bushes, "George Bush", "full George W Bush");
        check(&bushes, "Barbara", "given Barbara Bush");
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

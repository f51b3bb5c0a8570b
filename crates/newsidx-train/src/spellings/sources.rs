//! The sources of the table. In: files. Out: names with their anchors and their other spellings, single words all.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use newsidx_text::spelling::Kind;
use serde::Deserialize;

/// A name as a source gives it.
pub(super) struct Named {
    pub(super) kind: Kind,
    /// Spellings that name it beyond doubt.
    pub(super) anchors: Vec<String>,
    /// Spellings that may be other names.
    pub(super) others: Vec<String>,
}

/// What was written by hand.
#[derive(Default)]
pub(super) struct ByHand {
    pub(super) names: Vec<Named>,
    /// Words that are a name or a word of their own, whatever other lists say.
    pub(super) apart: Vec<String>,
}

/// People of a city of weight; near the war in Ukraine smaller places are news too.
const WEIGHT: u64 = 160_000;
const WEIGHT_NEAR: u64 = 15_000;
/// People of a city that is written about in Arabic letters everywhere; of smaller ones the name may be a word there.
const FAR_KNOWN: u64 = 750_000;
const NEAR: [&str; 3] = ["BY", "RU", "UA"];

/// Reads a file, naming it where that fails.
pub(super) fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()).into())
}

/// Reads lines `word word ... TAB kind`, where `apart` is the kind of words that are in no group.
pub(super) fn by_hand(path: &Path) -> Result<ByHand, Box<dyn Error>> {
    let mut found = ByHand::default();
    for line in read(path)?.lines() {
        let (words, kind) = line.split_once('\t').ok_or_else(|| format!("no tab in `{line}`"))?;
        let words = words.split(' ').map(str::to_owned);
        let kind = match kind {
            "place" => Kind::Place,
            "name" => Kind::Name,
            "apart" => {
                found.apart.extend(words);
                continue;
            }
            other => return Err(format!("`{other}` is no kind").into()),
        };
        found.names.push(Named { kind, anchors: words.collect(), others: Vec::new() });
    }
    Ok(found)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Spelled {
    category: String,
    source_spelling: String,
    correct_spelling: String,
    incorrect_spellings: Vec<String>,
    related_spellings: Vec<String>,
}

/// Reads the names of one word of `SpellingUkraine`, and those of people word by word.
pub(super) fn ukraine(folder: &Path) -> Result<Vec<Named>, Box<dyn Error>> {
    let mut found = Vec::new();
    for part in ["people", "personal_names", "places"] {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(part))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        for file in files {
            let mut spelled: Spelled = serde_json::from_str(&read(&file)?)?;
            if part == "personal_names" {
                // There those of other languages are meant: Paul for Pavlo.
                spelled.related_spellings.clear();
            }
            let kind = if spelled.category.starts_with("Person") { Kind::Name } else { Kind::Place };
            let words = spelled.correct_spelling.split(' ').count();
            if words == 1 || kind == Kind::Name {
                found.extend((0..words).map(|word| spelled.word(kind, word, words)));
            }
        }
    }
    Ok(found)
}

impl Spelled {
    fn word(&self, kind: Kind, number: usize, words: usize) -> Named {
        let of = |name: &String| {
            let parts: Vec<&str> = name.split(' ').collect();
            (parts.len() == words).then(|| parts.get(number).map(|&part| part.to_owned())).flatten()
        };
        let anchors = [&self.correct_spelling, &self.source_spelling].into_iter().filter_map(of).collect();
        Named {
            kind,
            anchors,
            others: self.incorrect_spellings.iter().chain(&self.related_spellings).filter_map(of).collect(),
        }
    }
}

#[derive(Deserialize)]
struct City {
    name: String,
    countrycode: String,
    population: u64,
    alternatenames: Vec<String>,
}

/// Reads the cities of weight, largest first.
pub(super) fn cities(path: &Path) -> Result<Vec<Named>, Box<dyn Error>> {
    let cities: BTreeMap<String, City> = serde_json::from_str(&read(path)?)?;
    let mut cities: Vec<City> = cities.into_values().filter(City::has_weight).collect();
    cities.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.name.cmp(&b.name)));
    Ok(cities.into_iter().filter(|city| is_word(&city.name)).map(City::named).collect())
}

impl City {
    fn has_weight(&self) -> bool {
        let near = NEAR.contains(&self.countrycode.as_str());
        self.population >= if near { WEIGHT_NEAR } else { WEIGHT }
    }

    /// A name in lower case is the catalogue's own romanisation, which no one writes.
    fn named(self) -> Named {
        let far_known = self.population >= FAR_KNOWN;
        let is_capital = |name: &String| !name.starts_with(char::is_lowercase);
        let is_spelling = |name: &String| is_capital(name) && is_word(name) && (far_known || !is_arabic(name));
        let others = self.alternatenames.into_iter().filter(is_spelling).collect();
        Named { kind: Kind::Place, anchors: vec![self.name], others }
    }
}

fn is_arabic(name: &str) -> bool {
    name.starts_with(|letter| matches!(letter, '\u{620}'..='\u{6D3}'))
}

/// Tells whether a name is one word of Latin, Cyrillic or Arabic letters; acronyms of airports are none.
fn is_word(name: &str) -> bool {
    let is_known = |letter: char| {
        letter.is_ascii_alphabetic()
            || matches!(letter, '\'' | '’' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
            || matches!(
                letter,
                'А'..='я' | 'Ё' | 'ё' | 'Є' | 'є' | 'І' | 'і' | 'Ї' | 'ї' | 'Ў' | 'ў' | 'Ґ' | 'ґ' | '\u{301}'
            )
            || matches!(letter, '\u{620}'..='\u{6D3}')
    };
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    name.chars().all(is_known) && capitals <= 1
}

//! Labels of the tagger. In: a type and a place in a name. Out: a number below [`COUNT`]. Knows no words.

/// What the tagger tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coarse {
    /// A human being.
    Person,
    /// A state, region, city or other place that nobody built.
    Place,
    /// An organisation.
    Organisation,
    /// A nationality, a religious or a political group.
    Group,
    /// An event, a work, a law: any other name.
    Other,
    /// A building, plant, base, bridge or road.
    Facility,
    /// A named thing that is made.
    Product,
}

impl Coarse {
    /// All types in the order of their labels; a new order needs a new version of the model's format.
    pub const ALL: [Self; 7] =
        [Self::Person, Self::Place, Self::Organisation, Self::Group, Self::Other, Self::Facility, Self::Product];

    /// Gives the name of the type, as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Other => "other",
            Self::Facility => "facility",
            Self::Product => "product",
        }
    }

    pub(super) const fn number(self) -> usize {
        self as usize
    }
}

/// How many labels there are: outside, and four for each type.
pub const COUNT: usize = 1 + 4 * Coarse::ALL.len();

/// Where a unit stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Begin = 0,
    Inside = 1,
    Last = 2,
    Single = 3,
}

/// Gives the label of a type at a place.
pub(super) const fn label(coarse: Coarse, place: Place) -> u8 {
    (1 + 4 * coarse.number() + place as usize) as u8
}

/// Gives the place of each unit of a name of `length` units.
pub(super) fn places(length: usize) -> impl Iterator<Item = Place> {
    (0..length).map(move |at| match (at, at + 1 == length) {
        (0, true) => Place::Single,
        (0, false) => Place::Begin,
        (_, true) => Place::Last,
        (_, false) => Place::Inside,
    })
}

/// Tells whether a name may be closed after this label, so that another, or none, may follow.
pub(super) const fn closes(label: usize) -> bool {
    label == 0 || (label - 1) % 4 >= Place::Last as usize
}

/// Tells whether `next` may follow `label`.
pub fn may_follow(label: usize, next: usize) -> bool {
    let continues = next > 0 && matches!((next - 1) % 4, 1 | 2);
    if closes(label) { !continues } else { continues && (next - 1) / 4 == (label - 1) / 4 }
}

/// Gives first unit, one past the last, and type of each name that the labels tell.
pub(super) fn names(labels: &[u8]) -> Vec<(usize, usize, Coarse)> {
    let mut names = Vec::new();
    let mut start = 0;
    for (at, label) in labels.iter().enumerate() {
        let Some(inner) = (*label as usize).checked_sub(1) else { continue };
        if matches!(inner % 4, 0 | 3) {
            start = at;
        }
        if inner % 4 >= 2
            && let Some(coarse) = Coarse::ALL.get(inner / 4)
        {
            names.push((start, at + 1, *coarse));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_names_and_back() {
        for coarse in Coarse::ALL {
            for length in 1..4 {
                let labels: Vec<u8> =
                    std::iter::once(0).chain(places(length).map(|place| label(coarse, place))).collect();
                assert_eq!(names(&labels), [(1, length + 1, coarse)]);
                assert!(labels.windows(2).all(|pair| may_follow(pair[0].into(), pair[1].into())));
            }
        }
        assert!(!may_follow(0, 2) && !may_follow(1, 0) && !may_follow(1, 6) && may_follow(4, 5));
    }
}

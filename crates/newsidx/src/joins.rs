//! What is joined step by step. In: pairs that become one, each at some time. Out: who is one with whom, and since when.
//!
//! A forest in which the smaller tree goes under the larger; each link keeps its time, and no path is shortened, so that
//! the latest link between two is when they became one.

use std::collections::HashMap;
use std::hash::Hash;

/// Sets of joined things.
#[derive(Debug)]
pub(crate) struct Joins<K, T> {
    numbers: HashMap<K, usize>,
    nodes: Vec<Node<T>>,
}

#[derive(Debug)]
struct Node<T> {
    above: Option<(usize, T)>,
    size: usize,
}

impl<K, T> Default for Joins<K, T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), nodes: Vec::new() }
    }
}

impl<K: Hash + Eq, T: Copy + Ord> Joins<K, T> {
    /// Gives the number of a thing, which stands alone when it is new.
    pub(crate) fn number(&mut self, thing: K) -> usize {
        let next = self.nodes.len();
        let number = *self.numbers.entry(thing).or_insert(next);
        if number == next {
            self.nodes.push(Node { above: None, size: 1 });
        }
        number
    }

    /// Makes two things one; times never fall from call to call.
    pub(crate) fn join(&mut self, one: usize, other: usize, time: T) {
        let (mut one, mut other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        if self.size(one) > self.size(other) {
            std::mem::swap(&mut one, &mut other);
        }
        let size = self.size(one) + self.size(other);
        if let Some(node) = self.nodes.get_mut(one) {
            node.above = Some((other, time));
        }
        if let Some(node) = self.nodes.get_mut(other) {
            node.size = size;
        }
    }

    fn size(&self, number: usize) -> usize {
        self.nodes.get(number).map_or(0, |node| node.size)
    }

    fn above(&self, number: usize) -> Option<(usize, T)> {
        self.nodes.get(number)?.above
    }

    /// Gives what stands for all that a thing is one with.
    pub(crate) fn root(&self, mut number: usize) -> usize {
        while let Some((above, _)) = self.above(number) {
            number = above;
        }
        number
    }

    /// Gives when two different things became one, where they are.
    pub(crate) fn since(&self, one: &K, other: &K) -> Option<T> {
        let (mut one, mut other) = (*self.numbers.get(one)?, *self.numbers.get(other)?);
        let mut since = None;
        while one != other {
            // The earlier link of the two goes first: links on a way up only grow later.
            let (up, down) = (self.above(one), self.above(other));
            let time = match (up, down) {
                (None, None) => return None,
                (Some((above, time)), None) => {
                    one = above;
                    time
                }
                (Some((above, time)), Some((_, later))) if time < later => {
                    one = above;
                    time
                }
                (Some((above, time)), Some((_, later))) if time == later && self.size(one) <= self.size(other) => {
                    one = above;
                    time
                }
                (_, Some((above, time))) => {
                    other = above;
                    time
                }
            };
            since = since.max(Some(time));
        }
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_knows_since_when() {
        let mut joins: Joins<&str, u32> = Joins::default();
        for (time, (one, other)) in (1..).zip([("a", "b"), ("c", "d"), ("b", "c"), ("e", "f"), ("f", "a")]) {
            let (one, other) = (joins.number(one), joins.number(other));
            joins.join(one, other, time);
        }
        for (one, other, since) in [("a", "b", 1), ("d", "c", 2), ("a", "d", 3), ("b", "c", 3), ("e", "d", 5)] {
            assert_eq!(joins.since(&one, &other), Some(since), "{one} {other}");
        }
        joins.number("g");
        assert_eq!(joins.since(&"a", &"g"), None);
        assert_eq!(joins.since(&"a", &"h"), None);
    }
}

//! Groups of points. In: vectors of length one. Out: the number of each one's group.
//! The method is spherical k-means (Dhillon and Modha 2001) from points drawn at random.

use crate::embed::{Vector, WIDTH, dot, normalise};
use crate::random::Random;

const ROUNDS: usize = 15;

/// Sorts the vectors into `count` groups, counted from 0; some may stay empty.
pub(crate) fn groups(vectors: &[Vector], count: usize, seed: u64) -> Vec<u16> {
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    random.shuffle(&mut order);
    let mut centres: Vec<Vector> = order.iter().take(count).map(|at| vectors[*at]).collect();
    let mut found = Vec::new();
    for _ in 0..ROUNDS {
        found = vectors.iter().map(|vector| nearest(vector, &centres)).collect();
        let mut sums = vec![[0.0; WIDTH]; centres.len()];
        for (vector, group) in vectors.iter().zip(&found) {
            sums[usize::from(*group)].iter_mut().zip(vector).for_each(|(sum, number)| *sum += number);
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            normalise(&mut sum);
            *centre = sum;
        }
    }
    found
}

fn nearest(vector: &Vector, centres: &[Vector]) -> u16 {
    let mut best = (f32::MIN, 0);
    for (number, centre) in centres.iter().enumerate() {
        let near = dot(vector, centre);
        if near > best.0 {
            best = (near, number);
        }
    }
    best.1 as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_points_share_a_group() {
        let point = |axis: usize, shift: f32| {
            let mut vector = [0.0; WIDTH];
            vector[axis] = 1.0;
            vector[63] = shift;
            normalise(&mut vector);
            vector
        };
        let points = [point(0, 0.1), point(1, 0.1), point(0, 0.2), point(1, 0.2)];
        let found = groups(&points, 2, 1);
        assert_eq!((found[0] == found[2], found[1] == found[3], found.len()), (true, true, 4));
    }
}

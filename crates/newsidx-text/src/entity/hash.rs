//! Numbers for words and features. In: bytes, or two numbers. Out: one number of 64 bits, the same on every machine.
//! The multiply-and-fold step is that of wyhash (Wang Yi, public domain).

const LEFT: u64 = 0xa076_1d64_78bd_642f;
const RIGHT: u64 = 0xe703_7ed1_a0b4_28db;

/// Joins two numbers; order counts.
#[inline]
pub(super) const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ LEFT) as u128 * (b ^ RIGHT) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// Gives the number of a string of bytes.
#[inline]
pub(crate) fn of(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        state = mix(state, u64::from_le_bytes(*eight));
    }
    if !rest.is_empty() {
        state = mix(state, short(rest));
    }
    mix(state, LEFT)
}

/// Reads fewer than eight bytes as one little-endian number, in as few steps as there are cases.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // The two overlap, and agree where they do.
        let last = u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4));
        return u64::from(u32::from_le_bytes(*first)) | last;
    }
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Passes a number on that is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ready(u64);

impl std::hash::Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = of(bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// A map whose keys are hashes.
pub(crate) type Map<V> = std::collections::HashMap<u64, V, std::hash::BuildHasherDefault<Ready>>;

/// So many of the last answers are kept near, a power of two.
const NEAR: usize = 4096;

/// A map that keeps its last answers near: the commonest words of a text are few, and all others crowd them out of the
/// processor's cache.
#[derive(Clone, Debug)]
pub(super) struct Words<V> {
    near: Vec<(u64, V)>,
    all: Map<V>,
}

impl<V> Default for Words<V> {
    fn default() -> Self {
        Self { near: Vec::new(), all: Map::default() }
    }
}

impl<V: Copy + Default> Words<V> {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Gives the value of a number, made by `make` the first time.
    #[inline]
    pub(super) fn get_or_insert_with(&mut self, number: u64, make: impl FnOnce() -> V) -> V {
        let place = number as usize % NEAR;
        match self.near.get(place) {
            Some((near, value)) if *near == number && number != 0 => *value,
            _ => self.fetch(number, place, make),
        }
    }

    #[inline(never)]
    fn fetch(&mut self, number: u64, place: usize, make: impl FnOnce() -> V) -> V {
        let value = *self.all.entry(number).or_insert_with(make);
        self.near.resize(NEAR, (0, V::default()));
        if let Some(near) = self.near.get_mut(place) {
            *near = (number, value);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_the_same() {
        // The files of weights hold these numbers: a change needs a new version of both.
        assert_eq!(of(b""), of(b""));
        assert_ne!(of(b"a"), of(b"a\0"));
        assert_ne!(mix(1, 2), mix(2, 1));
        assert_eq!(mix(1, 2), 17_835_814_974_728_543_209);
        assert_eq!(short(b"\x01\x02\x03"), 0x03_0201);
        assert_eq!(short(b"\x01\x02\x03\x04\x05\x06\x07"), 0x07_0605_0403_0201);
    }
}

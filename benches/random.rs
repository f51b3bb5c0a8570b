//! Chance that repeats. In: a seed. Out: the same draws on every machine.

/// A generator of 64-bit numbers (splitmix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Draws a number below `end`, which must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Draws a number from 0 up to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Tells whether something happens that happens so many times in a thousand.
    pub(crate) fn per_mille(&mut self, times: usize) -> bool {
        self.below(1000) < times
    }

    /// Draws one of some things, of which there must be one.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// Draws indices by weight.
pub(crate) struct Weighted {
    sums: Vec<f64>,
}

impl Weighted {
    pub(crate) fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums = weights.into_iter().map(|weight| {
            sum += weight;
            sum
        });
        Self { sums: sums.collect() }
    }

    /// Gives weights that fall with rank as words do in text.
    pub(crate) fn by_rank(size: usize, exponent: f64) -> Self {
        Self::new((0..size).map(|rank| (rank as f64 + 2.7).powf(-exponent)))
    }

    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let point = random.unit() * self.sums.last().copied().unwrap_or_default();
        self.sums.partition_point(|sum| *sum <= point).min(self.sums.len() - 1)
    }
}

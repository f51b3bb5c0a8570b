//! Rows of text with what is counted in it, and what holds for any text.

use proptest::prelude::*;
use serde::de::{IntoDeserializer, value};

use super::*;
use crate::dates;
use crate::passage::work;
use crate::sentence;
use crate::word::{self, Word};

const SEED: &str = include_str!("../../../../seeds/ceasefire-talks.txt");

fn quantities_of(text: &str) -> Vec<Quantity> {
    let words: Vec<Word> = word::words(text).collect();
    let ends = sentence::ends(text);
    let passages = [Passage::new(text, &words, &ends, &[])];
    find(&passages, &dates::find(&passages, None)).pop().unwrap_or_default()
}

fn printed(text: &str, quantity: &Quantity) -> String {
    let most = quantity.value_max.map_or_else(String::new, |most| format!("..{}", most.get()));
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let (unit, thing, verb) = (part(&quantity.unit), part(&quantity.thing), part(&quantity.verb));
    let words = quantity.span.of(text);
    format!("{words}|{}{most}|{}|{unit}|{thing}|{verb}", quantity.value.get(), quantity.bound.name())
}

fn check(text: &str, expected: &str) {
    let found: Vec<String> = quantities_of(text).iter().map(|quantity| printed(text, quantity)).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn things_are_counted() {
    check("Moscow unleashed nearly 200 drones on Ukraine.", "nearly 200 drones|200|about|-|drones|unleashed");
    check("It launched a barrage of 174 drones on it.", "174 drones|174|exact|-|drones|launched");
    check("One individual was injured.", "One individual|1|exact|-|individual|injured");
    check("At least 12 people were killed.", "At least 12 people|12|at_least|-|people|killed");
    check("He met two dozen men.", "two dozen men|24|exact|-|men|met");
    check("Half a million people fled.", "Half a million people|500000|exact|-|people|fled");
    check(
        "Parts of four eastern and southern Ukrainian regions.",
        "four eastern and southern Ukrainian regions|4|exact|-|eastern and southern Ukrainian regions|-",
    );
    check("They shot down 90 of the drones.", "90 of the drones|90|exact|-|drones|shot");
    check("Hundreds of people died.", "Hundreds of people|200|at_least|-|people|died");
    check("The blast left 12 dead.", "12|12|exact|-|-|dead");
    check("The blast came, killing 12.", "12|12|exact|-|-|killing");
    check("Between 10 and 15 soldiers fell.", "10 and 15 soldiers|10..15|between|-|soldiers|fell");
    check("No more than five ships sank.", "No more than five ships|5|at_most|-|ships|sank");
    check("Up to 1,000 police officers came.", "Up to 1,000 police officers|1000|at_most|-|police officers|came");
    check(
        "It sent 200 drones, of which 90 of them were intercepted.",
        "200 drones|200|exact|-|drones|sent; 90 of them|90|exact|-|drones|intercepted",
    );
}

#[test]
fn measures_money_and_shares() {
    check("for a 30-day ceasefire in it", "30-day ceasefire|30|exact|day|ceasefire|-");
    check("the three-year-long conflict.", "three-year-long conflict|3|exact|year|conflict|-");
    check("It cost $1.5 million.", "$1.5 million|1500000|exact|USD|-|cost");
    check("It cost more than US$5bn.", "more than US$5bn|5000000000|at_least|USD|-|cost");
    check("It cost 500 euros.", "500 euros|500|exact|EUR|-|cost");
    check("It sent $60 billion in aid.", "$60 billion in aid|60000000000|exact|USD|aid|sent");
    check("It won 52.5% of the votes.", "52.5% of the votes|52.5|exact|%|votes|won");
    check("It fell 9.6 per cent.", "9.6 per cent|9.6|exact|%|-|fell");
    check("It holds 5 tonnes of grain.", "5 tonnes of grain|5|exact|t|grain|-");
    check("It covers 30 square kilometres.", "30 square kilometres|30|exact|km²|-|-");
    check("The share fell to ten’s% of it.", "ten’s%|10|exact|%|-|-");
    check("The share fell to 5m’s%.", "5m’s%|5000000|exact|%|-|-");
    check("John Smith, 45, left.", "45|45|exact|year|-|-");
    check("A 45-year-old man left.", "45-year-old|45|exact|year|-|-");
}

#[test]
fn money_of_many_countries() {
    check(
        "It paid NT$100,000 for R$12 million.",
        "NT$100,000|100000|exact|TWD|-|paid; R$12 million|12000000|exact|BRL|-|-",
    );
    check(
        "It raised A$5m, C$6m and S$7m.",
        "A$5m|5000000|exact|AUD|-|raised; C$6m|6000000|exact|CAD|-|-; S$7m|7000000|exact|SGD|-|-",
    );
    check("It spent ₹800 crore.", "₹800 crore|8000000000|exact|INR|-|spent");
    check(
        "It lost Rs 4 lakh and Rs. 2,400 crore.",
        "Rs 4 lakh|400000|exact|INR|-|lost; Rs. 2,400 crore|24000000000|exact|INR|-|-",
    );
    check("It raised more than Rs750 crore.", "more than Rs750 crore|7500000000|at_least|INR|-|raised");
    check("It cost R90 million or RM40.", "R90 million|90000000|exact|ZAR|-|cost; RM40|40|exact|MYR|-|-");
    check(
        "It cost ₦70bn, GH₵3m and KSh900.",
        "₦70bn|70000000000|exact|NGN|-|cost; GH₵3m|3000000|exact|GHS|-|-; KSh900|900|exact|KES|-|-",
    );
    check("It cost 40 million Swiss francs.", "40 million Swiss francs|40000000|exact|CHF|-|cost");
    check("It cost 7 million Hong Kong dollars.", "7 million Hong Kong dollars|7000000|exact|HKD|-|cost");
    check("It cost 9 billion Egyptian pounds.", "9 billion Egyptian pounds|9000000000|exact|EGP|-|cost");
    check("It cost 600 Mexican pesos and CHF 20.", "600 Mexican pesos|600|exact|MXN|-|cost; CHF 20|20|exact|CHF|-|-");
    check("It cost 30 zł, 20 € or 5 USD.", "30 zł|30|exact|PLN|-|cost; 20 €|20|exact|EUR|-|-; 5 USD|5|exact|USD|-|-");
    check("It cost 3 million CFA francs.", "3 million CFA francs|3000000|exact|-|CFA francs|cost");
    check(
        "It spent ₴50 million and ₽60 million.",
        "₴50 million|50000000|exact|UAH|-|spent; ₽60 million|60000000|exact|RUB|-|-",
    );
    check("The R5 road and the N7 road stand.", "");
}

#[test]
fn figures_are_typed() {
    let read = |text| parse_figure(text).map(Amount::get);
    for (text, value) in [
        ("1,500", 1500.0),
        ("-2", -2.0),
        ("3.5BN", 3.5e9),
        ("2 tn", 2e12),
        ("40k", 4e4),
        ("7 lakh", 7e5),
        ("1,00,000", 1e5),
    ] {
        assert_eq!(read(text), Some(value), "{text}");
    }
    for text in ["", "k", "1,5bn", "1,50", ",5", "5 apples", "1e5", "--2", "1.2.3", "NaN", "½", "5 ²", "- 5"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_date_ends_what_money_is_for() {
    check("A £612.4m budget shortly before midnight.", "£612.4m budget|612400000|exact|GBP|budget|-");
    check("It signed a £9m deal yesterday.", "£9m deal|9000000|exact|GBP|deal|signed");
    check("It got a £7m grant last year.", "£7m grant|7000000|exact|GBP|grant|-");
    check("A £8m contract soon followed.", "£8m contract|8000000|exact|GBP|contract|followed");
    check("It paid $5 million yesterday.", "$5 million|5000000|exact|USD|-|paid");
}

#[test]
fn verbs_befall_what_is_counted() {
    check("Three people died.", "Three people|3|exact|-|people|died");
    check("Some 12 people have died.", "Some 12 people|12|about|-|people|died");
    check("1 lorry driver died.", "1 lorry driver|1|exact|-|lorry driver|died");
    check("14 people were found dead.", "14 people|14|exact|-|people|dead");
    check("3 men were feared trapped.", "3 men|3|exact|-|men|trapped");
    check("Between 5 and 9 crew were still missing.", "5 and 9 crew|5..9|between|-|crew|missing");
    check(
        "It warned that up to 20 million people could face shortages.",
        "up to 20 million people|20000000|at_most|-|people|-",
    );
    check("He stayed 5 nights.", "5 nights|5|exact|night|-|-");
    check("In the evening 12 men came.", "12 men|12|exact|-|men|came");
    check("They came one evening in 12 cars.", "12 cars|12|exact|-|cars|-");
    check("It has guided bombs and 12 drones.", "12 drones|12|exact|-|drones|-");
    check("It guided 12 men.", "12 men|12|exact|-|men|guided");
}

#[test]
fn parts_of_a_whole() {
    check("19 of its 40 rooms were filled.", "19|19|exact|-|rooms|filled; 40 rooms|40|exact|-|rooms|-");
    check("It shot down 55 of 60 missiles.", "55|55|exact|-|missiles|shot; 60 missiles|60|exact|-|missiles|-");
    check(
        "It shot down 55 of 60 missiles launched from there.",
        "55|55|exact|-|missiles|shot; 60 missiles|60|exact|-|missiles|launched",
    );
    check("Three out of the 12 crew were rescued.", "Three|3|exact|-|crew|rescued; 12 crew|12|exact|-|crew|-");
    check("Half of the 48 trains were cancelled.", "48 trains|48|exact|-|trains|-");
    check("20% of the 500 men were hurt.", "20%|20|exact|%|men|hurt; 500 men|500|exact|-|men|-");
    check("It sold 40% of the $15 billion.", "40%|40|exact|%|-|sold; $15 billion|15000000000|exact|USD|-|-");
    check("One in four pupils go hungry.", "One in four pupils|25|about|%|pupils|-");
    check("Nearly nine out of ten members agreed.", "Nearly nine out of ten members|90|about|%|members|agreed");
    check(
        "It is expected to halt two in five high-speed trains.",
        "two in five high-speed trains|40|about|%|high-speed trains|halt",
    );
    check("The risk is one in 1,000.", "one in 1,000|0.1|about|%|-|-");
    check("It raised the risk to level 4 out of 5.", "");
    check("It killed two in three raids.", "two|2|exact|-|-|killed; three raids|3|exact|-|raids|-");
    check("Talks took one in two days.", "two days|2|exact|day|-|-");
}

#[test]
fn numbers_begin_after_datelines_and_labels() {
    check("LIMA, July 2 - Four skiers were killed.", "Four skiers|4|exact|-|skiers|killed");
    check("OSLO (Agency) — Six skiers were killed.", "Six skiers|6|exact|-|skiers|killed");
    check("Rome: Twelve people died.", "Twelve people|12|exact|-|people|died");
    check("They went to see the Mid-Twelve people.", "");
}

#[test]
fn what_might_have_been_is_left_out() {
    check("Without them the toll would have been forty-two.", "");
    check("It could have killed twenty-five men in there.", "");
    check("Another day and 60 men would have drowned.", "");
    check("If 50 people come, it sinks.", "");
    check("It would have cost £20m.", "£20m|20000000|exact|GBP|-|cost");
    check("It would have circulation of 50 papers.", "50 papers|50|exact|-|papers|-");
    check("It may have killed 30 men.", "30 men|30|exact|-|men|killed");
    check("They have said that it would kill 30 men.", "30 men|30|exact|-|men|kill");
}

#[test]
fn what_the_figure_before_counts() {
    check(
        "Some 5,600 homes were flooded and 700 destroyed.",
        "Some 5,600 homes|5600|about|-|homes|flooded; 700|700|exact|-|homes|destroyed",
    );
    check(
        "It killed at least 15 miners, injuring 210.",
        "at least 15 miners|15|at_least|-|miners|killed; 210|210|exact|-|miners|injuring",
    );
    check(
        "It killed 11 people in Chile and four in Peru.",
        "11 people|11|exact|-|people|killed; four|4|exact|-|people|killed",
    );
    check(
        "Some 300 people died, it said on its page, and another 80,000 have fled.",
        "Some 300 people|300|about|-|people|died; 80,000|80000|exact|-|people|fled",
    );
    check("When one is running, one has to stop.", "");
    check(
        "Of the five plants, one has been completed.",
        "five plants|5|exact|-|plants|-; one|1|exact|-|plants|completed",
    );
    check("Another 80,000 have fled.", "80,000|80000|exact|-|-|fled");
    check("Many escaped; 333 had been caught.", "333|333|exact|-|-|caught");
    check(
        "They lost 150 huts and 28 injured people were there.",
        "150 huts|150|exact|-|huts|lost; 28 injured people|28|exact|-|injured people|-",
    );
    check("Apollo 13 was launched.", "");
    check("The members of Locals 72 and 75 had met.", "");
    check("It has 5 regions and 1,837.2 in January.", "5 regions|5|exact|-|regions|-");
}

#[test]
fn verbs_belong_to_their_subject() {
    check(
        "Some 1,500 soldiers from 12 towns were deployed.",
        "Some 1,500 soldiers|1500|about|-|soldiers|deployed; 12 towns|12|exact|-|towns|-",
    );
    check(
        "Nine people, including a 12-year-old boy, were injured.",
        "Nine people|9|exact|-|people|injured; 12-year-old|12|exact|year|-|-",
    );
    check("John Smith, 45, and Al Roe were freed.", "45|45|exact|year|-|-");
    check("They expected a profit of £20m.", "£20m|20000000|exact|GBP|-|expected");
    check("Nine people, a baby among them, drowned.", "Nine people|9|exact|-|people|drowned");
    check("One woman, a nurse, was injured.", "One woman|1|exact|-|woman|injured");
    check("The raid that killed 12 people, a boy among them, was condemned.", "12 people|12|exact|-|people|killed");
    check("It leaked the names of patients of 14 clinics.", "14 clinics|14|exact|-|clinics|-");
    check("He was convicted of 12 counts.", "12 counts|12|exact|-|counts|convicted");
    check(
        "There were 39 ships in 12 groups waiting there.",
        "39 ships|39|exact|-|ships|-; 12 groups|12|exact|-|groups|waiting",
    );
    check(
        "At one point about 1700 suits had been filed.",
        "one point|1|exact|-|point|-; about 1700 suits|1700|about|-|suits|filed",
    );
    check("The owner of 14 clinics was arrested.", "14 clinics|14|exact|-|clinics|-");
    check("A convoy of 14 trucks was attacked.", "14 trucks|14|exact|-|trucks|attacked");
    check("People in 12 villages lost power.", "12 villages|12|exact|-|villages|-");
    check(
        "In all 60 of 70 rescuers reached the valley.",
        "60|60|exact|-|rescuers|reached; 70 rescuers|70|exact|-|rescuers|-",
    );
    check("It was hit by 12 drones launched at night.", "12 drones|12|exact|-|drones|launched");
    check("It killed 12 men in a shop and a car was burnt.", "12 men|12|exact|-|men|killed");
}

#[test]
fn parts_of_one_and_stretches_of_time_are_no_bounds() {
    check("Two thirds of pupils and three fifths of girls left.", "");
    check("It grew for two quarters.", "two quarters|2|exact|-|quarters|-");
    check("09:40 Four out of five shops are shut.", "Four out of five shops|80|about|%|shops|shut");
    check("It was built over two summers.", "two summers|2|exact|-|summers|built");
    check("He wrote it over three years.", "three years|3|exact|year|-|-");
    check("He was away for over three years.", "over three years|3|at_least|year|-|-");
    check("It is over three years old.", "over three years old|3|at_least|year|-|-");
    check("Over 30 men came.", "Over 30 men|30|at_least|-|men|came");
}

#[test]
fn the_verb_behind_an_agent_is_its_subjects() {
    check("A robot used by 11 Dutch clinics failed on it.", "11 Dutch clinics|11|exact|-|Dutch clinics|-");
    check("A site run by nine towns leaked it.", "nine towns|9|exact|-|towns|-");
    check("It had been hit by 12 drones launched at night.", "12 drones|12|exact|-|drones|launched");
}

#[test]
fn figures_that_go_on() {
    check("Output rose to 7,310 tonnes from 5,208.", "7,310 tonnes|7310|exact|t|-|-; 5,208|5208|exact|t|-|-");
    check(
        "Output fell from 5,208 tonnes to barely 1,900.",
        "5,208 tonnes|5208|exact|t|-|-; barely 1,900|1900|about|t|-|-",
    );
    check(
        "It hired 800 cooks, of whom barely 90 are trained.",
        "800 cooks|800|exact|-|cooks|hired; barely 90|90|about|-|cooks|trained",
    );
    check("Rates fell to 4% from 5.", "4%|4|exact|%|-|-; 5|5|exact|%|-|-");
    check("The crew grew to barely 1,900 men.", "barely 1,900 men|1900|about|-|men|-");
    check("There, 54 of them were freed.", "54 of them|54|exact|-|-|freed");
    check("The ferry went down with 54 of them on it.", "54 of them|54|exact|-|-|went");
    check(
        "It fled with 9,000 of the 30,000 who lived there.",
        "9,000|9000|exact|-|-|fled; 30,000|30000|exact|-|-|lived",
    );
    check(
        "The death toll was revised down from 25 to 19.",
        "25|25|exact|-|death toll|revised; 19|19|exact|-|death toll|revised",
    );
    check(
        "The number of dead, revised down from 25 to 19, is lower.",
        "25|25|exact|-|dead|revised; 19|19|exact|-|dead|revised",
    );
    check("It was revised down from 25 to 19.", "");
}

#[test]
fn signs_and_ends() {
    check("It fell to minus 12 degrees.", "minus 12 degrees|-12|exact|degree|-|-");
    check("It was about minus 12 degrees.", "about minus 12 degrees|-12|about|degree|-|-");
    check("It was -30 degrees there.", "-30 degrees|-30|exact|degree|-|-");
    check("It was \u{2212}8°C there.", "\u{2212}8°C|-8|exact|°C|-|-");
    check("Sales grew -4% in May.", "-4%|-4|exact|%|-|-");
    check("LIMA -5 km of road sank.", "5 km of road|5|exact|km|road|sank");
    check("It was minus 5 to 10 degrees.", "");
    check("They made 9-12% more.", "9-12%|9..12|between|%|-|-");
    check("From 80 to 30 trucks were lost.", "80 to 30 trucks|30..80|between|-|trucks|-");
    check("Between 8 and 3 men died.", "8 and 3 men|3..8|between|-|men|died");
    check("It fell from 80 to 30 trucks.", "30 trucks|30|exact|-|trucks|-");
}

#[test]
fn tolls_are_counted() {
    check("The death toll rose to 62 from 41.", "62|62|exact|-|death toll|rose; 41|41|exact|-|death toll|rose");
    check(
        "The toll was raised from 38 on 5 May, and from 27 on 3 May.",
        "38|38|exact|-|toll|raised; 27|27|exact|-|toll|raised",
    );
    check("It was revising the death toll down from 30.", "30|30|exact|-|death toll|revising");
    check("It put the number of missing at 152.", "152|152|exact|-|missing|put");
    check("It put the number of arrests at 73.", "73|73|exact|-|arrests|put");
    check("It stood with the number of dead at 73.", "73|73|exact|-|dead|stood");
    check("There, cases have more than doubled in June to 763.", "763|763|exact|-|cases|doubled");
    check("In both cases he won 12.", "");
    check("The number of rigs fell to 83, compared to 85 a week before.", "83|83|exact|-|rigs|fell");
    check("The death toll rose to 27.", "27|27|exact|-|death toll|rose");
    check("The death toll reached 31, they said.", "31|31|exact|-|death toll|reached");
    check("The toll from the flood has risen to at least 31.", "at least 31|31|at_least|-|toll|risen");
    check("The death toll was 12.", "12|12|exact|-|death toll|-");
    check("The bridge has a toll. It rose to 27.", "");
}

#[test]
fn bounds_stand_before_figures_and_signs() {
    for (words, bound) in [
        ("More than", "at_least"),
        ("No less than", "at_least"),
        ("Not less than", "at_least"),
        ("At least", "at_least"),
        ("Over", "at_least"),
        ("No more than", "at_most"),
        ("Not more than", "at_most"),
        ("As much as", "at_most"),
        ("Up to", "at_most"),
        ("Less than", "at_most"),
        ("Under", "at_most"),
        ("Close to", "about"),
        ("Nearly", "about"),
        ("More or less", "about"),
    ] {
        check(&format!("{words} $5 million."), &format!("{words} $5 million|5000000|{bound}|USD|-|-"));
        check(&format!("{words} US$5bn."), &format!("{words} US$5bn|5000000000|{bound}|USD|-|-"));
        check(&format!("{words} €8bn."), &format!("{words} €8bn|8000000000|{bound}|EUR|-|-"));
        check(&format!("{words} 500 euros."), &format!("{words} 500 euros|500|{bound}|EUR|-|-"));
    }
}

#[test]
fn numbers_that_count_nothing() {
    check("One of the men left Air Force One with the Group of Seven.", "");
    check("No one called 555-1234 at 10:35 or 10 p.m.", "");
    check("They won 3-1 with an F-16 and a Su-35.", "");
    check("Article 5 and No. 10 stand.", "");
    check("It began on 3 March 2022 and in 2014.", "");
    check("The two-state solution stands.", "");
    check("The 9/11 attacks and the 50/50 chances stand.", "");
    check("It holds .5 men.", "");
    check("It is 3/4 mile or 3/4 of the men.", "3/4 mile|0.75|exact|mile|-|-; 3/4 of the men|0.75|exact|-|men|-");
}

#[test]
fn the_seed() {
    let lines: Vec<&str> = SEED.lines().filter(|line| !line.is_empty()).collect();
    let words: Vec<Vec<Word>> = lines.iter().map(|line| word::words(line).collect()).collect();
    let ends: Vec<Vec<u32>> = lines.iter().map(|line| sentence::ends(line)).collect();
    let read = lines.iter().zip(&words).zip(&ends);
    let passages: Vec<Passage<'_>> = read.map(|((line, words), ends)| Passage::new(line, words, ends, &[])).collect();
    let mut found = Vec::new();
    for (no, quantities) in find(&passages, &dates::find(&passages, None)).iter().enumerate() {
        found.extend(quantities.iter().map(|quantity| format!("p{no} {}", printed(lines[no], quantity))));
    }
    let expected = [
        "p6 30-day ceasefire|30|exact|day|ceasefire|-",
        "p12 30-day ceasefire|30|exact|day|ceasefire|-",
        "p14 three-year-long conflict|3|exact|year|conflict|end",
        "p16 30-day ceasefire|30|exact|day|ceasefire|-",
        "p17 four eastern and southern Ukrainian regions|4|exact|-|eastern and southern Ukrainian regions|-",
        "p24 nearly 200 drones|200|about|-|drones|unleashed",
        "p26 One individual|1|exact|-|individual|injured",
        "p28 174 drones|174|exact|-|drones|launched",
        "p28 90 of them|90|exact|-|drones|intercepted",
        "p29 approximately 500 residents|500|about|-|residents|lost",
        "p29 one person|1|exact|-|person|injured",
    ];
    assert_eq!(found, expected);
}

#[test]
fn amounts_are_finite() {
    let read = |number: f64| Amount::deserialize(IntoDeserializer::<value::Error>::into_deserializer(number));
    assert_eq!(read(5.5).ok(), Amount::new(5.5));
    assert!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].into_iter().all(|number| read(number).is_err()));
}

/// Asserts that each piece, over and over in one paragraph, costs no more a piece the more there are of it.
#[test]
fn hostile_text_is_read_in_one_pass() {
    for piece in [
        "12 ",
        "five ",
        "million ",
        "two hundred and ",
        "12 men ",
        "12 of them, ",
        "12 $",
        "at least 5 ",
        "tens of ",
        "toll rose to 12 ",
        "toll from 12, ",
        "1-",
        "one ",
        "one in ",
        "31 of its ",
        "12 men, a boy, ",
        "12 men in a town ",
        "and nine in Japan ",
        "would have 12 ",
        "Rs 5 ",
        "12 tonnes from 5, ",
        "dug over 2 years ",
        "about minus 12 degrees ",
        "9 of the 30 who ",
        "used by 14 men ",
    ] {
        work::assert_linear(piece, |pieces| drop(quantities_of(&piece.repeat(pieces))));
    }
}

/// Asserts that the rows name each rule once, and read a quantity by it.
#[test]
fn every_rule_reads_something() {
    let rows = [
        ("age", "John Smith, 45, left."),
        ("compound", "There is a 30-day ceasefire."),
        ("measure", "It holds 5 tonnes of grain."),
        ("money", "It cost $1.5 million."),
        ("number-noun", "At least 12 people were killed."),
        ("number-verb", "The blast came, killing 12."),
        ("of-counted", "19 of its 40 rooms were filled."),
        ("of-them", "It sent 200 drones, of which 90 of them were intercepted."),
        ("of-things", "Hundreds of people died."),
        ("percent", "It won 52.5% of the votes."),
        ("same-thing", "12 men were killed and nine hurt."),
        ("share", "One in four pupils go hungry."),
        ("toll", "The death toll rose to 27."),
    ];
    for (rule, text) in rows {
        assert!(quantities_of(text).iter().any(|quantity| quantity.rule.0 == rule), "{rule}: {text}");
    }
    assert!(rows.iter().map(|(rule, _)| rule).eq(RULES.iter().map(|(rule, _)| rule)));
}

proptest! {
    #[test]
    fn spans_are_sorted_apart_and_on_characters(text in pieces()) {
        let found = quantities_of(&text);
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for quantity in &found {
            prop_assert!(text.get(quantity.span.range()).is_some_and(|words| !words.is_empty()), "{:?}", quantity.span);
            prop_assert!(meaning(&quantity.rule).is_some());
            prop_assert!(quantity.value_max.is_none_or(|most| most > quantity.value));
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = quantities_of(&text);
    }
}

/// Makes text of words that quantities are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "12", "1,000", "5bn", "3.5", "one", "two", "dozen", "hundred", "million", "half", "a", "at", "least", "more",
        "than", "nearly", "of", "them", "the", "drones", "$", "£5", "%", "per", "cent", "-", "–", "to", "and",
        "between", "men", "killed", "were", "é", "“", ",", ".", "’s", "US", "euros", "square", "km", "3/4", "or", "so",
        "day", "year", "old", "°C", "March", "2022", "dozens", "tens", "'s", "5m’s", "ten’s", "up", "no", "budget",
        "last", "Rs", "R500", "₹", "crore", "Swiss", "francs", "NT$", "€", "in", "out", "its", "toll", "rose", "from",
    ]);
    // Pieces without a space between them make words of several: `ten’s%`.
    let separator = prop::sample::select(vec!["", " ", " ", " "]);
    prop::collection::vec((piece, separator), 0..12)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, separator)| [piece, separator]).collect())
}

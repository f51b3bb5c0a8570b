//! Lines and what they say, or where they are wrong.

use super::*;

fn read(text: &str) -> std::result::Result<String, String> {
    Gazetteer::parse(text, Path::new("entities.txt")).map(|read| read.to_string()).map_err(|error| error.to_string())
}

fn check(text: &str, expected: &str) {
    let told = read(text).unwrap_err();
    assert!(told.starts_with("`entities.txt`, ") && told.ends_with(expected), "{text}: {told}");
}

#[test]
fn what_is_read_prints_back() {
    let text = "# people\nmerge \"Keir Starmer\" \"Starmer\" # why\n\nadd person \"Ana \\\"A\\\" Duarte\"\n\
                split \"A B\" \"C\"\nalias \"Burma\" \"Myanmar\"\nban \"Air Force One\"\n";
    assert_eq!(read(text).as_deref(), Ok(text));
    let gazetteer = Gazetteer::parse(text, Path::new("x")).unwrap();
    let statements: Vec<String> = gazetteer.statements().map(ToString::to_string).collect();
    assert_eq!(statements[0], "merge \"Keir Starmer\" \"Starmer\"");
    assert_eq!(statements[1], "add person \"Ana \\\"A\\\" Duarte\"");
}

#[test]
fn faults_name_their_place() {
    check("\n  mrege \"A\" \"B\"", "line 2, column 3: `mrege` is not merge, split, alias, ban or add");
    check("merge \"A\"", "line 1, column 1: `merge` takes two quoted names or more");
    check("merge \"A\" B", "line 1, column 11: a name in \"quotation marks\" belongs here");
    check("ban \"A", "line 1, column 5: the quotation mark is not closed");
    check("ban \" \"", "line 1, column 5: the name is empty");
    check("add persn \"A\"", "occasion, product, work");
    check("merge \"A\" \"a\"", "a name stands twice in one statement");
}

#[test]
fn contradictions_name_both_lines() {
    check("merge \"A\" \"B\"\nsplit \"B\" \"A\"", "line 2, column 1: names that are split here are one in line 1");
    check("split \"A\" \"B\"\nalias \"A\" \"B\"", "names that are one here are split in line 1");
    check("merge \"A\" \"B\"\nsplit \"A\" \"C\"\nmerge \"B\" \"C\"", "names that are one here are split in line 2");
    check("ban \"A\"\nmerge \"A\" \"B\"", "a name that is used here is banned in line 1");
    check("add org \"A\"\nban \"A\"", "a name that is banned here is used in line 1");
    check("alias \"A\" \"X\"\nalias \"B\" \"X\"", "the same other name is given to another entity in line 1");
}

#[test]
fn a_statement_is_added_once_or_not_at_all() {
    let mut gazetteer = Gazetteer::default();
    let merge = || Statement::Merge(None, vec!["A".to_owned(), "B".to_owned()]);
    assert_eq!(gazetteer.push(&merge()).ok(), Some(true));
    assert_eq!(gazetteer.push(&merge()).ok(), Some(false));
    assert!(gazetteer.push(&Statement::Split(vec!["A".to_owned(), "B".to_owned()])).is_err());
    assert_eq!(gazetteer.to_string(), "merge \"A\" \"B\"\n");
}

#[test]
fn a_statement_can_be_taken_back() {
    let text = "# people\nmerge \"A\" \"B\"\n\nban person \"C\"\n# end\n";
    let mut gazetteer = Gazetteer::parse(text, Path::new("x")).unwrap();
    assert_eq!(gazetteer.undo().map(|said| said.to_string()).as_deref(), Some("ban person \"C\""));
    let merge = Statement::parse("merge \"A\"  \"B\" # why").unwrap();
    assert!(gazetteer.remove(&merge) && !gazetteer.remove(&merge));
    assert_eq!((gazetteer.to_string().as_str(), gazetteer.undo()), ("# people\n\n# end\n", None));
    assert!(Statement::parse("# nothing").is_err() && Statement::parse("merge \"A\"").is_err());
}

/// A name that is banned as one kind may be used as another.
#[test]
fn kinds_confine_statements() {
    assert!(read("ban place \"Jordan\"\nmerge person \"Michael Jordan\" \"Jordan\"").is_ok());
    check("ban place \"Jordan\"\nmerge \"Michael Jordan\" \"Jordan\"", "a name that is used here is banned in line 1");
    check("merge person \"A\" \"B\"\nban \"B\"", "a name that is banned here is used in line 1");
    check("ban walrus \"A\"", "occasion, product, work");
    check("merge place \"A\"", "`merge` takes two quoted names or more");
}

#[test]
fn a_refused_statement_is_named_itself() {
    let mut gazetteer = Gazetteer::parse("# people\n\nmerge \"A\" \"B\"\n", Path::new("x")).unwrap();
    let split = Statement::Split(vec!["A".to_owned(), "B".to_owned()]);
    let told = gazetteer.push(&split).unwrap_err().to_string();
    let expected = "`split \"A\" \"B\"` is not taken in: names that are split here are one in line 3 of `entities.txt`";
    assert_eq!(told, expected);
    let city = Statement::Add(EntityKind::City, "Leeds".to_owned());
    let told = gazetteer.push(&city).unwrap_err().to_string();
    assert!(told.contains("is no kind; the kinds are person, place"), "{told}");
    let one = Statement::Merge(None, vec!["A".to_owned()]);
    assert!(gazetteer.push(&one).unwrap_err().to_string().contains("takes two quoted names or more"));
}

#[test]
fn a_refused_import_names_its_line() {
    let mut gazetteer = Gazetteer::parse("merge \"A\" \"B\"\n", Path::new("x")).unwrap();
    let shared = Gazetteer::parse("ban \"C\"\n# parted\nsplit \"B\" \"A\"\n", Path::new("shared.txt")).unwrap();
    let told = gazetteer.extend(&shared, Path::new("shared.txt")).unwrap_err().to_string();
    let expected = "`shared.txt`, line 3, column 1: names that are split here are one in line 1 of `entities.txt`";
    assert_eq!(told, expected);
    assert_eq!(gazetteer.to_string(), "merge \"A\" \"B\"\n");
    let shared = Gazetteer::parse("ban \"C\"\nmerge \"A\" \"B\"\n", Path::new("shared.txt")).unwrap();
    assert_eq!(gazetteer.extend(&shared, Path::new("shared.txt")).ok(), Some(1));
    assert_eq!(gazetteer.to_string(), "merge \"A\" \"B\"\nban \"C\"\n");
}

/// Ends soon only where the work grows with the lines, not with their square.
#[test]
fn ten_thousand_lines_are_taken_in() {
    let lines: String = (0..10_000)
        .map(|number| match number % 3 {
            0 => format!("merge \"Chain {number}\" \"Chain {}\"\n", number + 3),
            1 => format!("split \"Name {number}\" \"Other {number}\"\n"),
            _ => format!("alias \"Person {number}\" \"Alias {number}\"\n"),
        })
        .collect();
    let shared = Gazetteer::parse(&lines, Path::new("shared.txt")).unwrap();
    let mut gazetteer = Gazetteer::default();
    assert_eq!(gazetteer.extend(&shared, Path::new("shared.txt")).ok(), Some(10_000));
    let keys: Vec<String> = (0..10_000).map(|number| format!("person/Chain {number}")).collect();
    let table = crate::EntityTable::default().edited(&gazetteer, keys.iter().map(String::as_str));
    assert_eq!(table.giver("person/Chain 9999"), Some("person/Chain 0"));
    let split = Statement::Split(vec!["Chain 0".to_owned(), "Chain 9999".to_owned()]);
    assert!(gazetteer.push(&split).unwrap_err().to_string().ends_with("are one in line 9997 of `entities.txt`"));
}

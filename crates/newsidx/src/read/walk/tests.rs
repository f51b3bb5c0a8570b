//! What a walk finds in directories made for the purpose.

use std::io::Result;

use super::*;

/// Makes files (`name`, or `name=content`) and directories (`name/`) in a new directory.
fn tree(entries: &[&str]) -> Result<tempfile::TempDir> {
    let root = tempfile::tempdir()?;
    for entry in entries {
        let (name, content) = entry.split_once('=').unwrap_or((entry, "x"));
        let path = root.path().join(name);
        fs::create_dir_all(if name.ends_with('/') { &path } else { path.parent().unwrap_or(root.path()) })?;
        if !name.ends_with('/') {
            fs::write(path, content)?;
        }
    }
    Ok(root)
}

/// Prints what is found behind paths below the root, files by name, the rest by path below the root and reason.
fn found(root: &Path, paths: &[&str]) -> Vec<String> {
    let paths: Vec<PathBuf> =
        paths.iter().map(|path| if *path == "-" { "-".into() } else { root.join(path) }).collect();
    let mut shown = Vec::new();
    let prefix = format!("{}/", root.display());
    let below = |path: &str| path.strip_prefix(&prefix).unwrap_or(path).to_owned();
    let flow = walk(&paths, &mut |found| {
        shown.push(match found {
            Found::File(file) => file.name,
            Found::StandardInput => "-".to_owned(),
            Found::Skipped(skipped) => format!("{} ({})", below(&skipped.path), skipped.reason),
            Found::Failure(failure) => format!("{}: {}", below(&failure.place.path), failure.kind),
            Found::Warning(warning) => format!("{}: {}", below(&warning.place.path), warning.kind),
        });
        ControlFlow::Continue(())
    });
    assert_eq!(flow, ControlFlow::Continue(()));
    shown
}

fn check(entries: &[&str], paths: &[&str], expected: &[&str]) -> Result<()> {
    let root = tree(entries)?;
    assert_eq!(found(root.path(), paths), expected, "finding {paths:?} among {entries:?}");
    Ok(())
}

#[test]
fn directories_are_whole_and_sorted() -> Result<()> {
    check(&["b.txt", "a.txt", "a/z.txt", "a/b/c.jsonl"], &[""], &["a/b/c.jsonl", "a/z.txt", "a.txt", "b.txt"])?;
    check(&["b/2.txt", "a/1.txt"], &["b", "a"], &["2.txt", "1.txt"])?;
    check(&["x.txt/1.txt"], &[""], &["x.txt/1.txt"])?;
    check(&["a/"], &[""], &[])
}

#[test]
fn hidden_ignored_and_own_files_are_no_input() -> Result<()> {
    check(&[".h.txt", ".d/a.txt", "b.txt"], &[""], &["b.txt"])?;
    check(&[".gitignore=a.txt", "a.txt", "b.txt"], &[""], &["b.txt"])?;
    check(&[".ignore=d/", "d/a.txt", "b.txt"], &[""], &["b.txt"])?;
    check(&["d/.newsidxignore=a*", "d/a.txt", "a.txt"], &[""], &["a.txt"])?;
    check(&[".gitignore=*", "d/a.txt"], &["d"], &["a.txt"])?;
    check(&[".git/", ".gitignore=d/a.txt", "d/a.txt", "d/b.txt"], &["d"], &["b.txt"])?;
    check(
        &["README", "d/readme.txt", "README.md", "a.txt"],
        &[""],
        &["README (a readme)", "README.md (a readme)", "a.txt", "d/readme.txt (a readme)"],
    )?;
    check(&["i/newsidx-index.json", "i/a.txt", "i/d/b.txt", "a.txt"], &[""], &["a.txt"])
}

#[test]
fn what_is_given_by_name_is_tried() -> Result<()> {
    check(&[".h.txt", ".gitignore=*"], &[".h.txt"], &[".h.txt"])?;
    check(&["d/README.txt"], &["d/README.txt"], &["README.txt"])?;
    check(&[".d/a.txt", ".d/.h/b.txt"], &[".d"], &["a.txt"])?;
    check(&["a.txt"], &["b.txt", "a.txt"], &["b.txt: no such file or directory", "a.txt"])?;
    check(&["i/newsidx-index.json"], &["i"], &["i: is an index of newsidx, not articles"])?;
    check(&["i/newsidx-index.json", "i/d/a.txt"], &["i/d/a.txt"], &["i/d/a.txt: is an index of newsidx, not articles"])
}

#[test]
fn nothing_is_found_twice() -> Result<()> {
    check(&["d/a.txt"], &["d", "d/a.txt", "d"], &["a.txt"])?;
    check(&["d/a.txt"], &["d/a.txt", "d/../d"], &["a.txt"])?;
    check(&["a.txt"], &["-", "a.txt", "-"], &["-", "a.txt"])?;
    check(&["-"], &["-", "./-"], &["-", "-"])
}

#[test]
fn a_bad_ignore_rule_is_told() -> Result<()> {
    check(
        &["d/.ignore=b.txt\n[z-a]", "d/a.txt", "d/b.txt"],
        &[""],
        &[
            "d/.ignore: ignore rule not applied: line 2: error parsing glob '[z-a]': invalid range; 'z' > 'a'",
            "d/a.txt",
        ],
    )
}

#[cfg(unix)]
#[test]
fn links_and_sockets_are_skipped_but_a_given_link_is_read() -> Result<()> {
    use std::os::unix::{fs::symlink, net::UnixListener};

    let root = tree(&["d/a.txt", "e/b.txt"])?;
    let at = |name: &str| root.path().join(name);
    symlink(at("d"), at("d/loop"))?;
    symlink(at("e/b.txt"), at("d/link.txt"))?;
    symlink(at("gone"), at("broken.txt"))?;
    symlink(at("d"), at("linked"))?;
    let _socket = UnixListener::bind(at("e/socket"))?;
    assert_eq!(found(root.path(), &["d"]), ["a.txt", "d/link.txt (a link)", "d/loop (a link)"]);
    assert_eq!(found(root.path(), &["linked"]), ["a.txt", "linked/link.txt (a link)", "linked/loop (a link)"]);
    assert_eq!(found(root.path(), &["d/link.txt"]), ["link.txt"]);
    assert_eq!(found(root.path(), &["broken.txt"]), ["broken.txt: no such file or directory"]);
    assert_eq!(found(root.path(), &["e"]), ["b.txt", "e/socket (not a file)"]);
    assert_eq!(found(root.path(), &["e/socket"]), ["e/socket: is neither a file nor a directory"]);
    Ok(())
}

#[test]
fn a_sink_ends_the_search() -> Result<()> {
    let root = tree(&["a.txt", "b.txt"])?;
    let mut count = 0;
    let flow = walk(&[root.path().to_owned(), "gone".into()], &mut |_| {
        count += 1;
        ControlFlow::Break(())
    });
    assert_eq!((flow, count), (ControlFlow::Break(()), 1));
    Ok(())
}

#[cfg(unix)]
#[test]
#[allow(clippy::print_stderr, reason = "a test that cannot run says so")]
fn a_directory_that_may_not_be_read_is_a_failure() -> Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let root = tree(&["d/closed/a.txt", "d/b.txt"])?;
    let closed = root.path().join("d/closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000))?;
    if fs::read_dir(&closed).is_ok() {
        eprintln!("skipped: runs as root");
        return Ok(());
    }
    assert_eq!(found(root.path(), &["d"]), ["b.txt", "d/closed: cannot be read: permission denied"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700))
}

//! What a run says to programs, and a quiet one.

use super::Project;

/// A program reads one object, whatever happens.
#[test]
fn a_program_is_answered_in_json() {
    let project = Project::new();
    let answer = |arguments: &[&str]| {
        let output = project.run(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(stderr.is_empty(), "{stderr}");
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
        (output.status.code(), value)
    };
    let (code, value) = answer(&["check", "--json"]);
    assert_eq!((code, value["outcome"].as_str()), (Some(1), Some("different")));
    assert_eq!(value["output"], "out");
    let missing = value["files"]["missing"].as_array().expect("a list");
    assert!(missing.iter().any(|path| path == "src/lib.rs"), "{missing:?}");
    let (code, value) = answer(&["generate", "--json"]);
    assert_eq!((code, value["outcome"].as_str()), (Some(0), Some("done")));
    // From a record of the run before.
    let (code, value) = answer(&["check", "--json"]);
    assert_eq!(code, Some(0));
    assert!(value["files"]["up_to_date"].as_u64() > Some(10), "{value}");

    project.append("pets.yaml", "    Dog: { type: dog }\n");
    let (_, value) = answer(&["generate", "--json"]);
    let finding = &value["findings"][0];
    assert_eq!(finding["code"], "unknown-type");
    assert_eq!(
        (&finding["severity"], &finding["file"]),
        (&"warning".into(), &"pets.yaml".into())
    );
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64()),
        (Some(16), Some(18))
    );
    project.append("codegen.toml", "\n[types.rename]\nCat = \"Kitten\"\n");
    let (code, value) = answer(&["generate", "--json"]);
    assert_eq!((code, value["outcome"].as_str()), (Some(2), Some("wrong")));
    assert_eq!(
        (&value["findings"][1]["code"], &value["findings"][1]["line"]),
        (&"type-without-match".into(), &9.into())
    );
    project.append("codegen.toml", "[nonsense]\n");
    let (code, value) = answer(&["generate", "--json"]);
    assert_eq!(
        (code, &value["findings"][0]["code"]),
        (Some(2), &"invalid-configuration".into())
    );
    let (code, value) = answer(&["generate", "--json", "--config", "other.toml"]);
    assert_eq!((code, value["outcome"].as_str()), (Some(3), Some("unreadable")));
    assert!(
        value["error"]
            .as_str()
            .is_some_and(|error| error.contains("other.toml")),
        "{value}"
    );
}

#[test]
fn a_quiet_run_says_what_is_wrong_alone() {
    let project = Project::new();
    project.append("pets.yaml", "    Dog: { type: dog }\n");
    let said = |arguments: &[&str]| {
        let output = project.run(arguments);
        String::from_utf8([output.stdout, output.stderr].concat()).expect("text")
    };
    assert_eq!(said(&["generate", "--quiet"]), "");
    assert_eq!(said(&["check", "--quiet"]), "", "from a record");
    assert!(said(&["generate", "--color", "always"]).contains("\u{1b}[1;33mwarning[unknown-type]"));
    assert!(!said(&["generate"]).contains('\u{1b}'), "there is no terminal");
    project.append("out/src/lib.rs", "// mine\n");
    let text = said(&["check", "--quiet"]);
    assert!(
        text.contains("changed:  src/lib.rs") && !text.contains("warning"),
        "{text}"
    );
    project.append("pets.yaml", "{");
    assert!(said(&["check", "--quiet"]).contains("error[invalid-yaml]"));
}

#[test]
fn the_steps_of_a_run_are_timed() {
    let project = Project::new();
    for _ in 0..2 {
        // The second time, nothing has changed.
        let output = project.run(&["generate", "--timings"]);
        let text = String::from_utf8(output.stderr).expect("text");
        for step in [
            "reading the documents",
            "planning the client",
            "comparing the files",
            "in all",
        ] {
            let is_timed = |line: &str| line.starts_with(step) && line.contains(" ms ") && line.ends_with(" %");
            assert!(text.lines().any(is_timed), "{step}:\n{text}");
        }
    }
    let output = project.run(&["generate", "--timings", "--json"]);
    assert_eq!(output.status.code(), Some(2), "one object and nothing else");
}

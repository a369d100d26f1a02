//! The map of a page: the size its areas are measured in, and the areas as browsers take them.

use serde_json::{Value, json};

use crate::mirrors::{imported, rewritten};

/// The first article's regions, and the remarks, where its area and the picture's tag are these.
fn regions(area: &str, size: &str) -> (Value, String) {
    let case = rewritten(|name, text| {
        let area = format!("<Area {area} href=\"content_1.htm?div=-1\">");
        let old =
            "<Area coords=\"5,110,200,110,200,190,5,190\" shape=\"polygon\" href=\"content_1.htm?div=-1\">";
        vec![(name.to_owned(), text.replace(old, &area).replace("width=350 height=550", size))]
    });
    case.picture("source/page/2022-05-06/A01_brief.jpg", 1000, 1600);
    let (edition, remarks) = imported(&case);
    let remarks: String = remarks.lines().filter(|line| line.ends_with("node_2.htm")).collect();
    (edition["pages"][0]["articles"][0]["regions"].clone(), remarks)
}

const WHOLE: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

#[test]
fn a_side_that_is_not_said_follows_from_the_picture() {
    let area = "shape=polygon coords=\"0,0,350,0,350,560,0,560\"";
    for size in [
        "width=350",
        "height=560",
        "width=\"350px\"",
        "style=\"width:350px\"",
        "style=\"width:350px;height:auto\" width=700 height=9",
        "style='height: 560px'",
        "width=350 height=100%",
        "width=350 height=560",
    ] {
        assert_eq!(regions(area, size), (json!([WHOLE]), String::new()), "{size}");
    }
    // Of a share nobody knows the whole; the areas say how large the picture must have been.
    for size in ["width=100%", "style='width:80%'"] {
        let (found, remarks) = regions(area, size);
        assert_eq!(found, json!([WHOLE]), "{size}");
        assert!(remarks.contains("guessed region-scale html/2022-05/06/node_2.htm"), "{remarks}");
    }
    let natural = "shape=polygon coords=\"0,0,1000,0,1000,1600,0,1600\"";
    assert_eq!(regions(natural, ""), (json!([WHOLE]), String::new()));
    assert_eq!(regions(natural, "width=100%"), (json!([WHOLE]), String::new()));
}

#[test]
fn areas_as_browsers_take_them() {
    let size = "width=100 height=100";
    let square = json!([[[0.1, 0.2], [0.5, 0.2], [0.5, 0.9], [0.1, 0.9]]]);
    for area in [
        "shape=polygon coords='10,20,50,20,50,90,10,90'",
        "shape=POLY coords='10px,20px,50px,20px,50px,90px,10px,90px'",
        "shape=poly coords='10 20\n50 20\n50 90\n10 90\n'",
        "shape=poly coords='10,20;50,20;50,90;10,90;7'",
        "shape=rect coords='50,90,10,20'",
        "coords='10,20,50,90'",
    ] {
        assert_eq!(regions(area, size).0, square, "{area}");
    }
    assert_eq!(
        regions("shape=polygon coords='10,20,50,20,50,90,10'", size).0.as_array().unwrap()[0]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(regions("shape=default", size).0, json!([WHOLE]));
    let circle = regions("shape=circle coords='50,50,20'", size).0;
    for point in circle[0].as_array().unwrap() {
        let [x, y] = [0, 1].map(|index| point[index].as_f64().unwrap() - 0.5);
        assert!((0.19..0.21).contains(&x.hypot(y)), "{point}");
    }
    let (none, remarks) = regions("shape=circle coords='50,50'", size);
    assert_eq!(none, Value::Null);
    assert!(remarks.contains("left-out bad-area"), "{remarks}");
}

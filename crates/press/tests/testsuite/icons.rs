//! The site's icon, as telephones want it.

use crate::case::Case;
use crate::pages::{build, paper};

fn listed(case: &Case) -> Vec<String> {
    let manifest = case.json("site/manifest.webmanifest");
    let mut listed = Vec::new();
    for icon in manifest["icons"].as_array().unwrap() {
        let (src, sizes) = (icon["src"].as_str().unwrap(), icon["sizes"].as_str().unwrap());
        if let Some((width, height)) = sizes.split_once('x') {
            let picture = image::open(case.path(&format!("site/{src}"))).unwrap();
            assert_eq!(
                (picture.width().to_string(), picture.height().to_string()),
                (width.into(), height.into()),
                "{src}"
            );
        }
        assert!(case.path(&format!("site/{src}")).is_file(), "{src}");
        listed.push(src.to_owned());
    }
    listed
}

#[test]
fn every_site_has_icons_and_a_paper_its_own() {
    let case = paper();
    build(&case, "site", &[]);
    assert_eq!(listed(&case), ["icon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png"]);
    let page = case.read("site/index.html");
    assert!(page.contains("<link rel=\"apple-touch-icon\" href=\"/read/icon-180.png\">"));
    assert_eq!(image::open(case.path("site/icon-180.png")).unwrap().width(), 180);

    let blue = image::RgbaImage::from_pixel(300, 300, image::Rgba([0, 0, 255, 255]));
    blue.save_with_format(case.path("paper/icon.png"), image::ImageFormat::Png).unwrap();
    build(&case, "site", &[]);
    assert_eq!(listed(&case), ["icon-192.png", "icon-512.png", "icon-maskable.png"]);
    let icon = image::open(case.path("site/icon-512.png")).unwrap().into_rgba8();
    assert_eq!(icon.get_pixel(256, 256).0, [0, 0, 255, 255]);
    assert!(
        !case.path("site/icon.svg").exists()
            && case.read("site/index.html").contains("rel=\"icon\" href=\"/read/icon-192.png\"")
    );

    case.write("paper/icon.svg", b"<svg and then the telephone rang");
    let built = build(&case, "site", &[]);
    assert!(
        built["warnings"].to_string().contains("icon.svg: this icon cannot be drawn"),
        "{}",
        built["warnings"]
    );
    assert_eq!(listed(&case).len(), 4);
    assert!(!case.read("site/icon.svg").contains("telephone"));
}

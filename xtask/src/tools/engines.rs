//! The other kinds of browsers, for the tests of host pages: Firefox, and WebKit as GTK has it. They are Debian's: for
//! other systems a person is told.

use std::path::PathBuf;

use super::system;
use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places::find;

/// A program, or a file, of a Debian package.
pub(super) struct Packaged {
    name: &'static str,
    purpose: &'static str,
    /// The variable that names another one.
    variable: &'static str,
    /// A name on the `PATH`, or a file.
    place: &'static str,
    packages: &'static [&'static str],
}

pub(super) const FIREFOX: Packaged = Packaged {
    name: "Firefox",
    purpose: "the reader is tested within the host pages in it",
    variable: "MASTHEAD_FIREFOX",
    place: "firefox-esr",
    packages: &["firefox-esr"],
};

pub(super) const WEBKIT: Packaged = Packaged {
    name: "WebKit",
    purpose: "what Safari and every browser on iPhones has inside, tested in the same way",
    variable: "MASTHEAD_WEBKITDRIVER",
    // The browser is part of the library, which other packages bring along without the driver.
    place: "WebKitWebDriver",
    packages: &["webkit2gtk-driver"],
};

pub(super) const SCREEN: Packaged = Packaged {
    name: "Xvfb",
    purpose: "WebKit draws on a screen, and this machine may have none",
    variable: "MASTHEAD_XVFB",
    place: "Xvfb",
    packages: &["xvfb", "dbus", "dbus-x11"],
};

pub(super) const PROTOTYPE: Packaged = Packaged {
    name: "Prototype.js",
    purpose: "old newspaper pages load it, and it changes what is built in: one of the host pages has it",
    variable: "MASTHEAD_PROTOTYPE",
    place: "/usr/share/javascript/prototype/prototype.js",
    packages: &["libjs-prototype"],
};

impl Packaged {
    /// Where it is.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let named = std::env::var_os(self.variable).map(PathBuf::from);
        let file = || Some(PathBuf::from(self.place)).filter(|file| file.is_absolute() && file.is_file());
        named.or_else(|| find(self.place)).or_else(file)
    }
}

impl Tool for Packaged {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn purpose(&self) -> &'static str {
        self.purpose
    }

    fn found(&self) -> Option<String> {
        self.path().map(|path| path.display().to_string())
    }

    fn install(&self) -> Outcome {
        system::install(self.packages, self.name)
    }
}

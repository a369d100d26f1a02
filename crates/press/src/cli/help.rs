//! What stands below the list of choices in each command's help: how it is used, and what it does not say elsewhere.

pub(super) const ALL: &str = "\
A paper is a folder with a masthead.toml and one folder per edition; a site is what any static host serves.

Begin here:
  masthead new my-paper                     a paper with one edition that explains itself
  masthead serve my-paper                   read it, edit it, see it change
  masthead build my-paper --out site        what a host gets

From an old digital newspaper:
  masthead import /srv/zzwb --into my-paper --publication zzwb --dry-run

Exit codes:
    0  done
    1  done, but what was found is not good enough
    2  the command line is wrong, or the chosen host does not take the site
    3  a file of the paper or source cannot be used
    4  the machine failed (disk, permissions)
    5  another run works on the paper or the site, and --no-wait was given
  130  interrupted";

pub(super) const NEW: &str = "\
Examples:
  masthead new my-paper
  masthead new my-paper --date 2026-03-01

A folder that holds a paper already is left alone.";

pub(super) const IMPORT: &str = "\
Examples:
  masthead import /srv/zzwb --into my-paper --publication zzwb --since 2022-09-01 --until 2022-09-30 --dry-run
  masthead import /srv/zzwb --into my-paper --publication zzwb --report report.json
  masthead import export/ --into my-paper

Run it again whenever the tree has grown: what has not changed is passed over, what a person has edited since is
left alone. Every remark of the report is one of: repaired (the evidence is good), guessed, left out, missing.";

pub(super) const CHECK: &str = "\
Examples:
  masthead check my-paper
  masthead check my-paper --strict --json > findings.json

Each finding names the file, the place in it as a JSON pointer, what is wrong, and how to mend it. Exit code 1 where
there are errors; with --strict, where there are warnings too.";

pub(super) const BUILD: &str = "\
Examples:
  masthead build my-paper --out site
  masthead build my-paper --out site --host nginx --changes changes.txt --quiet

The old site stays whole until all of the new one is ready. A build that is interrupted, or finds the disk full, is
made good by the next. While another run works on the paper or the site it says which one, and waits.

An edition whose folder was removed from the paper is removed from the site. What is there and cannot be read (no
permission, a failing or missing disk, a folder without its edition.json, a named picture that is gone) is not: the
build names each of them, changes nothing, and ends with exit code 3. With --allow-missing it goes on, and the site
keeps what it has of them; what it never had is left out.";

pub(super) const SERVE: &str = "\
Examples:
  masthead serve my-paper                    a preview that follows what is edited
  masthead serve site --port 8080 --bind 0.0.0.0

Ctrl-C ends it. Of a paper it builds the site into a folder that goes away again. Only this machine
can open it, unless --bind names another address: everybody who reaches that one can then read all of
it, editions too that are not published yet.";

pub(super) const SEARCH: &str = "\
Examples:
  masthead search site 共青团
  masthead search https://paper.example.com/ '\"基层组织\" -广告' --from 2020-01-01 --json

Terms are separated by spaces, and all of them must occur; \"…\" is one term with spaces in it; -term must not occur.
Letters are compared without regard to case, width, or traditional and simplified forms.";

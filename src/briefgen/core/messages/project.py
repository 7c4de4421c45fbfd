"""What is said of the project: its publications, editions, languages and file names."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_PROJECT = Wording(
    "no-project",
    ERROR,
    "there is no `briefgen.yml` here or in a folder above",
    "go to the project's folder, name it with `--project DIR`, or start one with `briefgen init DIR`",
    why="`briefgen.yml` marks the top of a project and names its series and languages.",
)
SLUG_TAKEN = Wording(
    "slug-taken",
    ERROR,
    "two publications have the name `{slug}`",
    "rename one of the two",
    why="The name of the folder or file is the address of the page; two cannot share one.",
)
BAD_SLUG = Wording(
    "bad-slug",
    ERROR,
    "`{name}` cannot be part of an address",
    "rename it with small letters a to z, digits and hyphens, for example `{suggestion}`",
    why="File and folder names become web addresses.",
)
UNKNOWN_LANGUAGE = Wording(
    "unknown-language",
    ERROR,
    "`{language}` is not a language of this series",
    "add it to `languages` in briefgen.yml, or rename the file; the series has {known}",
    why="Each edition's file name ends in a language code the series knows.",
)
NO_SUCH_PUBLICATION = Wording(
    "no-such-publication",
    ERROR,
    "`{path}` is not a publication",
    "name the folder of a publication, one of its Markdown files, `briefs` or `case_studies`",
    why="A path that matches nothing would build nothing, and look like success.",
)
LANGUAGE_EMPTY = Wording(
    "language-empty",
    ERROR,
    "nothing is published in `{language}` yet",
    "leave it out of `--lang`, or translate a publication: `briefgen translate export {language}`",
    why="A folder in a language in which there is nothing would be empty, and look like success.",
)
FOLDER_TAKEN = Wording(
    "folder-taken",
    ERROR,
    "{folder} holds something else: {what}",
    "name another folder with `--out`",
    why="What is not of the same kind of build is not removed or written over.",
)
NO_LANGUAGE = Wording(
    "no-language",
    ERROR,
    "`{name}`: `{language}` is not a language code",
    "write the kind and the language only, for example `brief.fr.md`; for notes let the name begin with `_`",
    why="What stands between the kind and `.md` is the language of the edition.",
)
UNKNOWN_SOURCE = Wording(
    "unknown-source",
    WARNING,
    "`{name}` is not used: briefgen does not know this file name",
    "did you mean `{nearest}`?",
    why="A Markdown or YAML file with a misspelt name would otherwise never be published, in silence.",
)
EDITION_TWICE = Wording(
    "edition-twice",
    ERROR,
    "two files are the same edition: `{first}` and `{second}`",
    "keep one of them; a name without a language is in the first language of the series",
    why="Only one of the two could be published.",
)
NO_FIRST_EDITION = Wording(
    "no-first-edition",
    ERROR,
    "there is no edition in the series' first language, `{language}`",
    "write `{file}`: translations are compared with it",
    why="The first language is the one the others are translated from.",
)
NO_PUBLICATION_FILE = Wording(
    "no-publication-file",
    ERROR,
    "this publication has no `{file}`",
    "write one with `date`, `authors` and `stage`; `briefgen new` makes a complete example",
    why="The date, the authors and the identifiers are the same in every language, so they are written once.",
)
EMPTY_PUBLICATION = Wording(
    "empty-publication",
    ERROR,
    "the folder `{folder}` has no Markdown file to publish",
    "write `{file}`, or delete the folder",
    why="A publication needs at least one edition.",
)
EMPTY_BODY = Wording(
    "empty-body",
    ERROR,
    "there is no text below the front matter",
    "write the text below the closing `---`",
    why="A page with a title and nothing else should not be published.",
)

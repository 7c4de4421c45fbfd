"""What is said of releases and their bundles."""

from __future__ import annotations

from briefgen.core.diagnostics import Severity, Wording

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# --- what must not go out ------------------------------------------------------------------------------

NOT_APPROVED = Wording(
    "not-approved",
    ERROR,
    "this {what} is {stage}; only what is approved goes into a release",
    "set `stage: approved` once it may be published, or release without it: `--approved`, or name files",
    why="A bundle is what was published: nothing that is still being written or read belongs in it.",
)
UNDER_EMBARGO = Wording(
    "under-embargo",
    ERROR,
    "nobody may publish this {what} before {moment}",
    "release it after that moment, or release without it: `--approved`, or name files",
    why="Whoever gets a bundle can publish all that is in it.",
)
APPROVAL_MISSING = Wording(
    "approval-missing",
    ERROR,
    "nobody is named who approved this {what}",
    "once somebody has, add `approval: {{by: …, on: …}}` below `stage`: who did, and on which day",
    why="An auditor asks who approved what was published, and the bundle could not say.",
)
APPROVAL_EARLY = Wording(
    "approval-early",
    ERROR,
    "this {what} was approved on {day}, and that day has not come yet",
    "write the day on which it was approved, or release it after that day",
    why="What will be approved is not approved.",
)
RELEASED_HIDDEN = Wording(
    "released-hidden",
    WARNING,
    "this {what} goes online hidden from search engines and feeds: {why}",
    "{advice}",
    why="Whoever releases something wants it to be found, and these pages say that they are not to be.",
)
DATE_AHEAD = Wording(
    "date-ahead",
    WARNING,
    "`{key}` is {day}, and that day has not come yet",
    "write the day on which it comes out, or release it on that day",
    why="Pages, citations and registries would give a day on which nobody could have read it.",
)
LEADS_NOWHERE = Wording(
    "leads-nowhere",
    ERROR,
    "this page leads to `{path}`, of which the release has no {form}",
    "mend what keeps that one out, name both to release or neither, or take out the link",
    why="Whoever publishes the bundle would publish a dead link.",
)
RELEASE_EMPTY = Wording(
    "release-empty",
    ERROR,
    "there is no publication to release",
    "mend the errors, or name other publications",
    why="A bundle without a publication would be one of a home page alone.",
)
DATE_WRONG = Wording(
    "date-wrong",
    ERROR,
    "`{variable}` is `{value}`, and that is no moment",
    "give the seconds since the beginning of 1970 in digits, or unset it: then the date is that of the commit",
    why="The release would have another date than the one that was meant.",
)
COMMIT_UNKNOWN = Wording(
    "commit-unknown",
    WARNING,
    "{problem}, so the release cannot say from which commit it is",
    "{advice}",
    why="Without a commit nobody can get the same sources again to check what was published.",
)
UNCOMMITTED = Wording(
    "uncommitted",
    WARNING,
    "{files} not as in commit {commit}",
    "{advice}",
    otherwise="commit your work and release again; the bundle lists what differs",
    why="A release of what is in no commit cannot be built again from one.",
)
SOURCES_CHANGED = Wording(
    "sources-changed",
    ERROR,
    "`{path}` was changed while the release was built",
    "release again when nobody edits; a `git clone` of its own is the safest place",
    why="The bundle says from which files it was made, and these must be the ones that were read.",
)
RELEASE_UNSOUND = Wording(
    "release-unsound",
    ERROR,
    "`briefgen verify` would refuse this release: {problem}",
    "give that file another name or take it away; if it is none of yours, tell those who make briefgen",
    why="What readers cannot check or unpack is not released.",
)
BUNDLE_EXISTS = Wording(
    "bundle-exists",
    ERROR,
    "another bundle is already at `{path}`",
    "name another file, such as `--out {free}`, or move that one away if nobody was given it",
    why="A bundle that somebody may have is never replaced by another of its name.",
)
SIGNATURE_LEFT = Wording(
    "signature-left",
    ERROR,
    "`{path}` is the signature of a bundle that is there no more",
    "move it to its bundle, or name another file with `--out`",
    why="Beside a new bundle it would say that somebody has changed that.",
)
SIGNATURE_EXISTS = Wording(
    "signature-exists",
    ERROR,
    "`{path}` is there already, and it {what}",
    "sign with the key of that one, or move it away if nobody was given it",
    why="A signature that somebody may have is never replaced by another of its name.",
)
SIGN_FAILED = Wording(
    "sign-failed",
    ERROR,
    "the release cannot be signed: {problem}",
    "{advice}",
    otherwise="name a private key of SSH that this machine can use, or leave out `--sign`",
    why="Nothing is written when the signature that was asked for cannot be made.",
)

# --- bundles at hand -----------------------------------------------------------------------------------

BUNDLE_UNREADABLE = Wording(
    "bundle-unreadable",
    ERROR,
    "this is no whole release of briefgen: {problem}",
    "get the file again from whoever published it",
    why="The file was broken off on its way, or is something else.",
)
BUNDLE_UNSAFE = Wording(
    "bundle-unsafe",
    ERROR,
    "{problem}",
    "do not unpack this file; get it again from whoever published it",
    why="briefgen never writes such a bundle, and unpacking it could write where it should not, or fill the disk.",
)
BUNDLE_REPACKED = Wording(
    "bundle-repacked",
    ERROR,
    "another program has packed this bundle anew, so it is not the file that was published",
    "get the file as it was published; what this one unpacks to can be compared by hand: `sha256sum -c SHA256SUMS`",
    why="Sum and signature of a bundle are of the file that briefgen wrote, not of another with the same contents.",
)
BUNDLE_CHANGED = Wording(
    "bundle-changed",
    ERROR,
    "{problem}",
    "this is not what was released: get the bundle again from whoever published it",
    why="A file is not what the list of sums says, is missing, or is in no list.",
)
BUNDLE_DISAGREES = Wording(
    "bundle-disagrees",
    ERROR,
    "{problem}",
    "somebody has changed one and not the other: get the bundle again from whoever published it",
    why="A bundle says the same things several times, and here they differ.",
)
BUNDLE_INCOMPARABLE = Wording(
    "bundle-incomparable",
    ERROR,
    "two bundles cannot be compared: {problem}",
    "each of them may be whole by itself: `briefgen verify` says so; `briefgen release` works without `--since`",
    why="What is new is told from two bundles of one series, of which the texts can be read at once.",
)
SIGNATURE_WRONG = Wording(
    "signature-wrong",
    ERROR,
    "{problem}",
    "do not trust this bundle; ask whoever published it which key signs, and for the file and its signature again",
    why="The bundle is not what the holder of the key signed, or the key is of somebody else.",
)
SIGNATURE_MISSING = Wording(
    "signature-missing",
    ERROR,
    "there is no signature beside it: `{name}` is missing",
    "get the signature too, and put it beside the bundle; if there is none, ask whoever published it for one",
    why="With `--signers` a bundle counts only with a signature, and without one nothing is known of who made it.",
)
SIGNATURE_UNCHECKED = Wording(
    "signature-unchecked",
    WARNING,
    "{problem}",
    "{advice}",
    why="Sums find accidents. Only a signature finds whoever changes the files and the sums.",
)

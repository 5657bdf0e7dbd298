import type { Option, Release, Span } from '@xenlint/catalogue'
import type { Host, Origin, Setting } from '@xenlint/model'
import type { Edit, Root } from '@xenlint/syntax'

export type Severity = 'error' | 'warning' | 'hint'

/** What all findings of a rule share. The id is also its file, its page and its suppression word. */
export interface RuleCard {
  readonly id: string
  /** One sentence; it stands in the table of rules, and the page says it at length. */
  readonly summary: string
  /** The most severe that a case of it can be. */
  readonly severity: Severity
  /** The formats it speaks of; absent: all. */
  readonly formats?: readonly string[]
  readonly status: 'preview' | 'stable' | 'deprecated'
  /** The first release of xenlint that had it. */
  readonly since: string
  /** True where a finding of it only repeats what the problem of another rule in the same file says: it is left out then. */
  givesWay?(finding: Problem, other: Problem): boolean
}

/** A check over one file, a pure generator. */
export interface Rule extends RuleCard {
  /** True where the answer differs by release: then it is asked once for each release of the target. */
  readonly byRelease?: true
  /** Its findings keep the file from being read: it names `each` place that does, or the `first` only. */
  readonly refuses?: 'each' | 'first'
  /** Of the two xendomains the one that it speaks of; without it, both. */
  readonly script?: 'debian' | 'upstream'
  /** True where it has something to say of files that no program of the release reads. */
  readonly unread?: true
  check(context: Context): Iterable<Finding>
}

/** A check over a whole host: its findings stand in any of its files. It is asked once for each release of the target. */
export interface HostRule extends RuleCard {
  check(context: HostContext): Iterable<Finding>
}

/** What a rule about a host is told. */
export interface HostContext {
  /** The host as the release has it. */
  readonly host: Host
  readonly release: Release
}

/** What a rule is told: one file, read for one release. */
export interface Context {
  readonly file: string
  /** The format's id, e.g. `xl-cfg`. */
  readonly format: string
  readonly text: string
  /** How its bytes became characters; absent: UTF-8. */
  readonly encoding?: 'utf-8' | 'latin1'
  /** Who may read the file, as the bits of its mode; absent where nobody knows. */
  readonly mode?: number
  readonly tree: Root
  readonly settings: readonly Setting[]
  /** Xen and Debian, as a pair that ships together; a rule that looks at it is asked for each of the target. */
  readonly release: Release
  /** What is so in this release. Where all of the target answer with the very same, the rule is asked once for all. */
  ofRelease<Answer>(question: ReleaseQuestion<Answer>): Answer
  /** The row of an option of this format, in whatever release; `undefined` where no release reads the name. */
  option(name: string): Option | undefined
  /** The known name nearest to a misspelt one, if one is near. */
  nearest(name: string): string | undefined
}

/** What is known of a file before a release is chosen. */
export type Subject = Omit<Context, 'release' | 'ofRelease'>

/**
 * A pure function of a file and a release. `known` are its answers for releases before;
 * it gives one of them back where its own would be the same.
 */
export type ReleaseQuestion<Answer> = (subject: Subject, release: Release, known: readonly Answer[]) => Answer

/** What a rule reports. Messages name no release: where one is true of a part of the target, `check` says of which. */
export interface Finding {
  /** A stable word for each message of a rule: baselines key on rule, case and setting, never on words or lines. */
  readonly case: string
  readonly at: Origin
  readonly message: string
  /** The rule's own where absent. */
  readonly severity?: Severity
  /** The facts that would decide; a finding that needs one is never an error. */
  readonly needs?: readonly string[]
  /** How severe it is once facts have decided that it is so, where that is more. */
  readonly decided?: Severity
  readonly related?: readonly Related[]
  readonly fixes?: readonly Fix[]
}

export interface Related {
  readonly at: Origin
  readonly message: string
}

export interface Fix {
  /** What is done, as an order: ``Change to `vcpus` ``; a fix that is not safe says its consequence. */
  readonly title: string
  /** Edits of the file the finding stands in, unless they name another. */
  readonly edits: readonly (Edit & { readonly file?: string })[]
  /** True only if every plan is equal before and after, at every release of the target. */
  readonly safe: boolean
  /** The releases that read what it writes; absent: all. It is kept from a target that has others. */
  readonly reads?: Span
}

/** A finding as it is reported: with its rule, and once for all releases of the target it holds for. */
export interface Problem {
  readonly rule: string
  readonly case: string
  readonly severity: Severity
  readonly certainty: 'certain' | 'if'
  readonly needs: readonly string[]
  /** How severe it is where all that it needs is so; absent where it needs nothing. */
  readonly decided?: Severity
  readonly message: string
  readonly at: Origin
  readonly related: readonly Related[]
  readonly fixes: readonly Fix[]
  /** Where the page of the rule stands. */
  readonly url: string
}

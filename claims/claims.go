// Package claims holds a patent's claim set and reads its structure out of text.
//
// Parse takes a Document (text with numbered lines, or claims that its source cut already) and gives a Set: the claims in
// order of number, each with its anatomy (preamble, transition, elements), its references to other claims, and its Origin,
// the lines that it came from. Three kinds of text are read: numbered claims (split.go), an article that quotes claims and
// tells others as edits of them (article.go, derive.go), and claims that the source cut itself.
//
//	set, err := claims.Parse(&claims.Document{Name: "pasted", Text: "1. A lamp, comprising: a housing; and a bulb."})
//	for _, c := range set.Claims { ... c.Num, c.Refs, c.Elements, c.Origin ... }
//
// Package source makes Documents of files. With a Set, Check finds faults of drafting, Terms what each claim introduces and refers to,
// NewHeritage what claims inherit; Compare compares two claims word by word, Pair two sets claim by claim.
//
// Offsets are byte offsets, half open, into the text that the type names. Lines are counted from 1. Nothing is repaired: a
// drafting fault is a Finding, and text that belongs to no claim is listed in Set.Skipped.
package claims

// Span is a half-open range of bytes of one text: Start <= End, both inside the text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Dates are the dates that a source states, each YYYY, YYYY-MM or YYYY-MM-DD, or empty. A partial date counts as its last day.
type Dates struct {
	Priority    string `json:"priority"`
	Filing      string `json:"filing"`
	Publication string `json:"publication"`
	Grant       string `json:"grant"`
	Mailed      string `json:"mailed,omitempty"` // when the office received these claims, where the source is an application's file; else empty
}

// Document is what a source gives before anything is read out of it.
type Document struct {
	Name   string // what the file is called in messages
	Format string // the reader that took it: "article", "text", "json", ...
	Number string // the patent's number as printed, or empty
	Title  string
	Dates  Dates
	Text   string     // the running text, lines divided by "\n"; empty where Claims is given
	Claims []CutClaim // claims that the source cut already, in its order
	Notes  []string   // what the reader had to leave out or assume, for people

	Country    string      // two letters (WIPO ST.3) of the office that published it, or empty
	Kind       string      // the office's kind code (WIPO ST.16), "B2", or empty
	Language   string      // of the claims, as ISO 639-1 has it, or empty
	Marks      bool        // amendments stay in the claims as marks, [[deleted]] and {+inserted+}, instead of being taken as accepted
	Before     bool        // the claims are wanted as they were before the amendments that the text marks
	Abstract   string      // white space folded
	Paragraphs []Paragraph // the description in order; read only where the caller asks for it
}

// Paragraph is a piece of a description with the place to cite it by.
type Paragraph struct {
	Loc     string `json:"loc"`  // "[0042]", "col. 3, ll. 10-15", "p. 4, ll. 3-8"; empty where the source has none: it is never counted out
	Text    string `json:"text"` // white space folded
	Heading bool   `json:"heading,omitempty"`
	Line    int    `json:"line"` // the line of the file on which it starts, from 1, or 0
}

// CutClaim is a claim as a source cut it: its number, or 0 where the source gives none, and its text.
type CutClaim struct {
	Num    int
	Text   string
	Status string // status identifier of 37 CFR 1.121(c), or empty
	Line   int    // the line of the source on which it starts, or 0
	Refs   []int  // the claims that the source's own markup says it refers to, in order; nil where the source says nothing
}

// Set is one claim set: the claims of one patent or application, in order of number.
type Set struct {
	Name     string
	Format   string
	Article  bool // the claims were quoted or told by an article
	Number   string
	Title    string
	Dates    Dates
	Claims   []Claim
	Findings []Finding // faults of the text that a reader must know of
	Skipped  []Skipped // text that looks like a claim or belongs to none, and why it was left out
	Remarks  []Remark  // what an article says about its claims, in order
	Notes    []string  // assumptions of the reader, for people

	Before *Set // the claims before the amendments that the source marks, where that was asked for; nil where it marks none

	Country, Kind, Language, Abstract string // as in Document
	Paragraphs                        []Paragraph
}

// Claim returns the claim with number num, or nil where the set has none.
func (s *Set) Claim(num int) *Claim {
	for i := range s.Claims {
		if s.Claims[i].Num == num {
			return &s.Claims[i]
		}
	}
	return nil
}

// Kind tells how a claim stands to the others: 35 USC 112(c)-(e), 37 CFR 1.75(c).
type Kind string

// The kinds. A multiple dependent claim is one claim for each of its alternatives.
const (
	Independent Kind = "independent"
	Dependent   Kind = "dependent"
	Multiple    Kind = "multiple"
)

// Relation tells what a reference to another claim does. Only a claim that limits its parent is dependent (MPEP 608.01(n)).
type Relation string

// The relations: the same subject made narrower; another subject that includes the whole referenced claim; a reference for
// environment or purpose, with nothing inherited.
const (
	Limits       Relation = "limits"
	Incorporates Relation = "incorporates"
	Mentions     Relation = "mentions"
)

// Category is the statutory class that a claim's opening words name (35 USC 101), in the contract's words.
type Category string

// The categories.
const (
	Method      Category = "method"
	Apparatus   Category = "apparatus"
	System      Category = "system"
	Medium      Category = "medium"
	Composition Category = "composition"
	Kit         Category = "kit"
	Use         Category = "use"
	Other       Category = "other"
)

// Scope is what the transition leaves open: MPEP 2111.03.
type Scope string

// The scopes. Depends is for "having" and "composed of"; None for a claim without a transition of its own.
const (
	Open         Scope = "open"
	Closed       Scope = "closed"
	PartlyClosed Scope = "partly closed"
	Depends      Scope = "depends"
	None         Scope = "none"
)

// Claim is one claim. Text is whole, white space folded, without its number; it is empty where the claim is only told of.
type Claim struct {
	Num        int       `json:"num"`
	Text       string    `json:"text"`
	Kind       Kind      `json:"kind"`
	Refs       []int     `json:"refs"` // in order, each once; alternatives where there are several
	Relation   Relation  `json:"relation"`
	Category   Category  `json:"category"`
	Preamble   string    `json:"preamble"`
	Transition string    `json:"transition"`
	Scope      Scope     `json:"scope"`
	Elements   []Element `json:"elements"`
	Status     string    `json:"status"`
	Origin     Origin    `json:"origin"`

	lines  []lineStart // where the source's lines begin in Text; nil where that is not known
	named  bool        // a noun of the claim's own names its category
	marked []int       // the claims that the source's markup says it refers to; nil where it says nothing
}

// Opening returns the claim's first words for a table: at most limit bytes, cut between words, with "…" where cut.
func (c *Claim) Opening(limit int) string { return clip(c.Text, limit) }

// Element is one part of a claim: its preamble with the transition ("1[pre]"), or a limitation ("1[a]").
type Element struct {
	Label      string `json:"label"`
	Depth      int    `json:"depth"`
	Text       string `json:"text"` // Claim.Text[Start:End]
	Start      int    `json:"start"`
	End        int    `json:"end"`
	Functional string `json:"functional"` // "means", "nonce" or empty: 35 USC 112(f), MPEP 2181
}

// OriginKind tells how a claim's text came to stand in the set.
type OriginKind string

// The origin kinds. A described claim is told of but not reconstructed: its text is empty.
const (
	Quoted    OriginKind = "quoted"
	Derived   OriginKind = "derived"
	Described OriginKind = "described"
)

// Reconstructed is the label that stands beside every derived claim in every output.
const Reconstructed = "RECONSTRUCTED from the article's description, not the patent's text"

// Edit names the change by which a claim is told from its base.
type Edit string

// The edits: words replaced; words added; words taken out; the change that made another claim, made again; the claim put
// into another category.
const (
	Replace Edit = "replace"
	Append  Edit = "append"
	Delete  Edit = "delete"
	Switch  Edit = "switch"
	Recast  Edit = "recast"
)

// Origin tells where a claim's text came from. The fields from Base on are set for derived and described claims only.
type Origin struct {
	Kind        OriginKind `json:"kind"`
	Line        int        `json:"line"` // first line of the quotation or of the sentence that tells the edit, from 1; 0 if unknown
	EndLine     int        `json:"end_line"`
	Elided      bool       `json:"elided"` // the quotation holds "..." or "[...]": words are missing
	Base        int        `json:"base,omitempty"`
	BaseBasis   string     `json:"base_basis,omitempty"` // stated | inferred
	Edit        Edit       `json:"edit,omitempty"`
	Instruction string     `json:"instruction,omitempty"` // the sentence that tells the edit, verbatim
	Supplied    []Supplied `json:"supplied,omitempty"`    // what the tool had to add, by place in the claim's text
	Ops         Steps      `json:"ops,omitempty"`         // word diff against the base
	Why         string     `json:"why,omitempty"`         // why this reading was taken, or why none could be
	Readings    []Reading  `json:"readings,omitempty"`    // the other readings
}

// Supplied is text that stands in a reconstructed claim and in no source.
type Supplied struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Reading is another way to read the sentence that tells an edit.
type Reading struct {
	Base int    `json:"base"`
	Edit Edit   `json:"edit"`
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	Why  string `json:"why"` // what speaks for and against it
}

// Finding is a fault or a peculiarity of a claim's text. Start and End are offsets into the claim's text.
type Finding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"` // error | warning | note
	Claim    int    `json:"claim"`
	Label    string `json:"label"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Message  string `json:"message"`
	Remedy   string `json:"remedy"`
	Basis    string `json:"basis"`
}

// Skipped is text that was looked at as a possible claim, or that stands among the claims, and belongs to none.
type Skipped struct {
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	Text    string `json:"text"`
	Why     string `json:"why"`
}

// Remark is a sentence of an article outside the claims' own words.
type Remark struct {
	Line    int
	EndLine int
	Para    int    // sentences of one paragraph have the same number
	Text    string // verbatim but for white space; "[…]" stands for a claim's words quoted in it
	Gap     string // what stands between it and the sentence before it in the paragraph: a space or nothing
	Claims  []int  // the claims under discussion, in order; empty before the first
	Opens   bool   // the sentence itself holds a claim's words
}

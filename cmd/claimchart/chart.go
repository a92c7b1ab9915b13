package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/library"
	"claimchart/priorart/practice"
	"claimchart/report"
)

// chartFlags are the flags of chart.
type chartFlags struct {
	out       output
	against   []string
	index     indexFlag
	practices string
	claims    string
	best      int
	explain   []string
	thesaurus []string
	review    string
	dates     dateFlags
	opt       source.Options
}

func newChart() *cobra.Command {
	var f chartFlags
	cmd := &cobra.Command{
		Use:   "chart FILE...",
		Short: "Compare claims with prior art, limitation by limitation",
		Long: `chart compares every limitation of the claims in FILE with prior art and prints, in this order: what is missing and what
was assumed; the claims; a matrix of claims against references, best first; what it adds up to for each claim and what that
turns on; for each independent claim a grid of its limitations against the references, and the element chart with the quoted
evidence, its place, and the words found and missing.

--against names the references: a file or a folder of patents, papers (PDF, Word, HTML, text), pages, JSON lines or described
practices, or "practices" for those that ship with the tool (--practices DIR adds your own). "claimchart library build" makes a
large folder open at once; --index names a library in a cluster (see claimchart library --help). The claims of an article are compared with the practices that it describes, unless --against says
otherwise.

A score, from 0 to 100 hundredths, rises with the share of a limitation's words, weighted by how rare they are in claims, that
stand together in one place of a reference, and with what a long reference says of the whole claim set. What the text denies, a
number outside the claimed range, exchanged roles and a missing main word lower it, and the reason is printed. It orders evidence
and is no probability.

--explain 1[b],D2 prints instead how one cell came about: each word with its weight and why, what matched it and why, what speaks against
it, the sum, the score, the status, and the smallest change of the quotation that would give another status; json has it beside
the whole chart.

--format citations prints the claims with citations after every limitation, "a lid (D1: [0019])", "(partly, D1: [0019])" or
"(not found)": once by each reference that alone shows every limitation, else by the combinations that the verdict names, else
by what comes nearest. Reconstructed claims keep their label.

--cite us, ptab or ep writes every place as a pin cite, "[0042]", "EX1005 ¶42", "D1: [0042]"; what the source does not print stays empty and is
said. Exhibits are numbered by the labels: D5 is EX1005, unless library.yaml has "label: EX1004".

--thesaurus FILE has a line for each thing that your subject has several words for: "lid, cover" are the same, "fastener > screw,
bolt" are kinds of it (a kind in a text shows the thing, not the other way round), "open <> closed" are opposites; "#" begins a
comment. It is used before the tool's own, and each use is named beside the quotation.

--review FILE carries a person's decisions into this run: the workbook of an earlier one (-o chart.xlsx) with its columns Reviewed,
Status and Note filled, or JSON lines such as
  {"claim": 1, "label": "1[b]", "text": "a lid", "reference": "D1.pdf", "quote": "the cover", "score": 0.66,
   "reviewed": "AB 2026-05-04", "status": "disclosed", "note": ""}
("text" and "reference", the reference's ID, must be there). They stand beside the computed value in table, markdown, csv, json and
xlsx, matched by the limitation's text, the reference and the quotation; what of these, the result or the score has changed since is
flagged, and a decision that fits nowhere is listed with the reason. A flag stays in the workbook, in "Changed since", until you empty it.

Many claim sets: --format jsonl, or one -o FILE.jsonl, prints the charts of each set as soon as those before it are done, and holds no more
than a few at a time; a set that cannot be read or charted is named with file and line, the others are done, and the status is 2. --shard 3/16
does the third of sixteen parts, on a machine of its own: the parts follow each other in the order of all FILEs, a line of JSON lines counts as one and
an empty line as none, and joined they are what one run prints. With --review all sets are charted first, since decisions look for their cells in
all of them.

Dates are checked against --priority-date, else against the priority or filing date that the document states: which
references count as earlier, under which limb of the law (102(a)(1), 102(b), 54(3) ...), for novelty only or in combinations
as well, and why. --law takes us, where the claims' dates decide between the AIA and the law before it, aia, pre-aia or ep.
Foreign priority does not move the bar of pre-AIA 102(b): --filing-date gives the US filing date from which it is counted.`,
		Example: `  claimchart chart testdata/egenera/article.txt
  claimchart chart article.txt --priority-date 2003-05-07 --claims 1,5-7
  claimchart chart claims.json --against practices --law pre-aia --priority-date 2003-05-07 --filing-date 2004-04-30
  claimchart chart claims.txt --against ./prior-art --against smith.pdf -o chart.md
  claimchart chart claims.txt --against practices --practices ./our-practices -o chart.md -o chart.csv
  claimchart chart claims.txt --against ./prior-art -o chart.html
  claimchart chart claims.txt --against ./prior-art -o chart.docx --template firm.docx
  claimchart chart claims.txt --against ./prior-art --explain 1[b],D2
  claimchart chart sets.jsonl.gz --against ./prior-art --shard 3/16 -o part03.jsonl
  claimchart chart claims.txt --against ./prior-art --review chart.xlsx -o chart2.xlsx
  claimchart chart claims.txt --against ./prior-art --thesaurus words.txt -o chart.txt --format citations`,
		Args: needFiles,
		RunE: f.run,
	}
	f.out.flags(cmd)
	f.out.shardFlag(cmd)
	againstFlag(cmd, &f.against)
	f.index.flag(cmd)
	cmd.Flags().StringVar(&f.practices, "practices", "", "add the described practices of the YAML files in `DIR`")
	cmd.Flags().StringVar(&f.claims, "claims", "", "chart only these `CLAIMS`, such as 1,5-7")
	cmd.Flags().IntVar(&f.best, "best", priorart.DefaultBest, "give cells to at most `N` references of each claim, the best by coverage")
	cmd.Flags().StringArrayVar(&f.explain, "explain", nil, "print how the score of `CELL` came about: a limitation and a reference, such as 1[b],D2; may be given several times")
	cmd.Flags().StringArrayVar(&f.thesaurus, "thesaurus", nil, "read other words for the same thing from `FILE`, used before the tool's own; may be given several times")
	cmd.Flags().StringVar(&f.review, "review", "", "take a person's decisions from `FILE`: a workbook of chart with its columns Reviewed, Status and Note filled, or JSON lines")
	f.dates.flags(cmd)
	f.out.citeFlag(cmd)
	readingFlags(cmd, &f.opt)
	return cmd
}

func (f *chartFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.out.check(); err != nil {
		return err
	}
	opt := priorart.Options{Best: f.best}
	var err error
	if f.claims != "" {
		if opt.Claims, err = priorart.ParseClaims(f.claims); err != nil {
			return fmt.Errorf("--claims: %w", err)
		}
	}
	if err := f.dates.into(&opt); err != nil {
		return err
	}
	for _, text := range f.explain {
		asked, err := priorart.ParseAsked(text)
		if err != nil {
			return fmt.Errorf("--explain: %w", err)
		}
		opt.Explain = append(opt.Explain, asked)
	}
	if len(f.explain) > 0 && f.out.prints("citations") {
		return errors.New("--explain: citations print whole claims: leave one of the two out")
	}
	if f.best < 1 {
		return fmt.Errorf("--best %d: give at least 1", f.best)
	}
	if slices.Contains(args, "-") && slices.Contains(f.against, "-") {
		return errors.New("--against -: standard input is the claims already: give the references as a file")
	}
	if f.practices != "" && len(f.against) > 0 && !slices.Contains(f.against, library.Practices) {
		return fmt.Errorf("--practices %s: not among --against: give --against practices as well, or --against %s", f.practices, f.practices)
	}
	if f.out.shard.of > 0 && (f.review != "" || len(f.explain) > 0) {
		return errors.New("--shard: --review and --explain look for their cells in all claim sets: leave one or the other out")
	}
	mine, err := f.out.shard.part(args)
	if err != nil {
		return err
	}
	known, err := practices(f.practices)
	if err != nil {
		return err
	}
	refs, refInputs, lost, err := f.references(cmd, known)
	if err != nil {
		return err
	}
	if refs != nil {
		defer refs.Close()
	}
	own, err := f.thesauri(&opt)
	if err == nil {
		own, err = withPractices(own, f.practices)
	}
	if err != nil {
		return err
	}
	decisions, reviewed, err := f.decisions()
	if err != nil {
		return err
	}
	if f.out.streams() && f.review == "" {
		return f.stream(cmd, reading{paths: args, opt: f.opt, part: mine}, f.charter(refs, known, opt), lost)
	}
	sets, inputs, failed := readSets(cmd, reading{paths: args, opt: f.opt, sums: true})
	inputs, failed = slices.Concat(inputs, refInputs, own, reviewed), failed || lost
	var charts []*priorart.Chart
	chartOf := f.charter(refs, known, opt)
	for _, set := range sets {
		chart, err := chartOf(set)
		if err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %v\n", err)
			failed = true
			continue
		}
		charts = append(charts, chart)
	}
	if charts, err = explained(charts, f.explain); err != nil {
		return fmt.Errorf("--explain: %w", err)
	}
	if len(charts) > 0 {
		for _, c := range charts {
			f.out.labels = append(f.out.labels, labelsOf(c.Library)...)
		}
		r := report.Chart(charts, f.options(), inputs, f.dates.sentence(charts))
		r.Review(decisions)
		if n := len(r.Unmatched); n > 0 {
			fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s: %d of %d decisions could not be matched with this chart: they are listed in it, with the reason\n", f.review, n, len(decisions))
		}
		if err := f.out.write(cmd, r); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// options are the flags that decided the result.
func (f *chartFlags) options() report.Options {
	return report.Options{Against: f.against, Practices: f.practices, Claims: f.claims, Best: f.best, PriorityDate: f.dates.priority, FilingDate: f.dates.filing, Law: f.dates.law, Thesaurus: f.thesaurus, Explain: f.explain, Review: f.review}
}

// charter returns what charts a claim set: against refs, or where they are nil against what its article describes.
func (f *chartFlags) charter(refs *library.Loaded, known []practice.Practice, opt priorart.Options) func(*claims.Set) (*priorart.Chart, error) {
	return func(set *claims.Set) (*priorart.Chart, error) {
		if refs != nil {
			return priorart.Make(set, refs.Library, opt)
		}
		lib, err := ownPractices(set, known)
		if err != nil {
			return nil, err
		}
		return priorart.Make(set, lib, opt)
	}
}

// explained returns the charts of the claim sets that have the cells to be explained, all charts where none is. The error is for cells that no
// claim set has.
func explained(charts []*priorart.Chart, asked []string) ([]*priorart.Chart, error) {
	if len(asked) == 0 || len(charts) == 0 {
		return charts, nil
	}
	var out []*priorart.Chart
	for _, c := range charts {
		if c.Unexplained == nil {
			out = append(out, c)
		}
	}
	if out == nil {
		return nil, charts[0].Unexplained
	}
	return out, nil
}

// practices returns those that ship with the tool and those of dir, whose IDs have to differ.
func practices(dir string) ([]practice.Practice, error) {
	all, err := practice.Shipped()
	if err != nil || dir == "" {
		return all, err
	}
	own, err := practice.Load(dir)
	if err != nil {
		return nil, err
	}
	for _, p := range own {
		if slices.ContainsFunc(all, func(s practice.Practice) bool { return s.ID == p.ID }) {
			return nil, fmt.Errorf("%s: the id %q is that of a practice that ships with the tool: give yours another", p.File, p.ID)
		}
	}
	return append(all, own...), nil
}

// withPractices adds the files of the user's practices to the inputs.
func withPractices(inputs []report.Input, dir string) ([]report.Input, error) {
	if dir == "" {
		return inputs, nil
	}
	own, err := practice.Load(dir)
	if err != nil {
		return nil, err
	}
	for _, p := range own {
		name := filepath.Join(dir, p.File)
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s: cannot be read: %w", name, source.WithoutPath(err))
		}
		sum := sha256.Sum256(text)
		inputs = append(inputs, report.Input{Name: filepath.ToSlash(name), Format: "practice", Bytes: len(text), SHA256: hex.EncodeToString(sum[:])})
	}
	return inputs, nil
}

// ownPractices returns the practices that the article describes out of which the claims of set came.
func ownPractices(set *claims.Set, known []practice.Practice) (*priorart.Library, error) {
	if !set.Article {
		return nil, fmt.Errorf("%s: nothing to compare with: give --against practices, or --against with files or a folder of references (only an article brings practices of its own)", set.Name)
	}
	lib := priorart.FromArticle(set, known)
	if len(lib.References) == 0 {
		return nil, fmt.Errorf("%s: %w", set.Name, errors.New("the article describes no practice that was recognised: give --against with references or practices, or describe yours with --practices DIR"))
	}
	return lib, nil
}

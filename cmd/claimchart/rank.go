package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/library"
	"claimchart/report"
)

// scoreHelp says what the scores of rank and search are.
const scoreHelp = `The score, 0 to 1, is how much of what sets the words apart from patent claims at large a reference shares: a word counts by its
rarity in 26,000 published claims and by how many times more often than in claims the reference has it. 1 is what the words asked
for would score themselves, 0 none of them. It depends on nothing else in the library. It orders references and is no
probability; whether the words stand together is for chart to say.`

// rankFlags are the flags of rank.
type rankFlags struct {
	out     output
	against []string
	index   indexFlag
	claims  string
	by      string
	top     int
	dates   dateFlags
	opt     source.Options
}

func newRank() *cobra.Command {
	var f rankFlags
	cmd := &cobra.Command{
		Use:   "rank FILE... --against REFS",
		Short: "Order references, or passages, by how near they come to each claim",
		Long: `rank orders all references for each claim of FILE, best first, so that you know which to chart and read. A claim is ranked with the
limitations that it inherits; a multiple dependent claim once for each of its direct parents. --by passage orders single passages
instead (the ten best of each claim, or --top N). Which references count as earlier is said as by chart; none is left out for its date.
A library that was built (claimchart library build) is opened, not read, and gives the same rankings. With --index the references are
ranked that the cluster finds for the claims, and no others.

Up to 64 references are ordered as chart orders them, and the score is the coverage: the mean score of all limitations. More references, and
passages, are ordered by likeness of words:

` + scoreHelp,
		Example: `  claimchart rank claims.txt --against ./prior-art
  claimchart rank claims.txt --against ./prior-art --claims 1,5-7 --top 5
  claimchart rank claims.txt --against patents.jsonl.gz --by passage --top 20 -o passages.csv
  claimchart rank claims.json --against ./prior-art --law pre-aia --priority-date 2003-05-07`,
		Args: needFiles,
		RunE: f.run,
	}
	f.out.flags(cmd)
	f.out.shardFlag(cmd)
	againstFlag(cmd, &f.against)
	f.index.flag(cmd)
	cmd.Flags().StringVar(&f.claims, "claims", "", "rank only for these `CLAIMS`, such as 1,5-7")
	byFlag(cmd, &f.by, priorart.ByReference)
	cmd.Flags().IntVar(&f.top, "top", 0, "show the best `N` for each claim (default: all references, or ten passages)")
	f.dates.flags(cmd)
	f.out.citeFlag(cmd)
	readingFlags(cmd, &f.opt)
	return cmd
}

// byFlag adds --by.
func byFlag(cmd *cobra.Command, by *string, usual priorart.By) {
	cmd.Flags().StringVar(by, "by", string(usual), "what is ranked: `KIND` is reference or passage")
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions([]string{string(priorart.ByReference), string(priorart.ByPassage)}, cobra.ShellCompDirectiveNoFileComp))
}

func checkBy(by string) (priorart.By, error) {
	switch k := priorart.By(by); k {
	case priorart.ByReference, priorart.ByPassage:
		return k, nil
	}
	return "", fmt.Errorf("--by %s: give reference or passage", by)
}

// usualTop is how many passages are shown where nothing is said.
const usualTop = 10

// topOf is how many are shown: as asked, else usual, which is 0 for all.
func topOf(cmd *cobra.Command, top, usual int) (int, error) {
	if !cmd.Flags().Changed("top") {
		return usual, nil
	}
	if top < 1 {
		return 0, fmt.Errorf("--top %d: give at least 1", top)
	}
	return top, nil
}

func (f *rankFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.out.check(); err != nil {
		return err
	}
	by, err := checkBy(f.by)
	if err != nil {
		return err
	}
	opt := priorart.RankOptions{By: by}
	usual := 0
	if by == priorart.ByPassage {
		usual = usualTop
	}
	if opt.Most, err = topOf(cmd, f.top, usual); err != nil {
		return err
	}
	if f.claims != "" {
		if opt.Claims, err = priorart.ParseClaims(f.claims); err != nil {
			return fmt.Errorf("--claims: %w", err)
		}
	}
	if err := f.dates.into(&opt.Options); err != nil {
		return err
	}
	if slices.Contains(args, "-") && slices.Contains(f.against, "-") {
		return errors.New("--against -: standard input is the claims already: give the references as a file")
	}
	mine, err := f.out.shard.part(args)
	if err != nil {
		return err
	}
	loaded, lost, err := rankedLibrary(cmd, f.against, &f.index, f.opt)
	if err != nil {
		return err
	}
	defer loaded.Close()
	sets, inputs, failed := readSets(cmd, reading{paths: args, opt: f.opt, sums: true, part: mine})
	if len(sets) == 0 && mine == nil {
		return errReported
	}
	references, passages := loaded.Library.Size()
	out := report.Ranking{
		By: f.by, Inputs: append(inputs, inputsOf(loaded)...), References: references, Passages: passages,
		Options: report.RankOptions{Against: f.against, Claims: f.claims, Top: opt.Most, PriorityDate: f.dates.priority, FilingDate: f.dates.filing, Law: f.dates.law},
		Claims:  []report.RankedClaim{},
	}
	out.Scored = report.ByLikeness
	if by == priorart.ByReference && out.References <= priorart.CompareAll {
		out.Scored = report.ByCoverage
	}
	var dated []*priorart.Chart
	lib := loaded.Library
	var ranker *priorart.Ranker
	for _, set := range sets {
		near, err := loaded.Library.ForClaims(set, opt.Claims)
		if err == nil && (ranker == nil || near != lib) {
			lib = near
			f.out.labels = append(f.out.labels, labelsOf(lib)...)
			ranker, err = priorart.NewRanker(lib)
		}
		if err != nil {
			return err
		}
		list, law, err := ranker.Rank(set, opt)
		var ranked []report.RankedClaim
		if err == nil {
			ranked, err = report.RankClaims(set, lib, list)
		}
		if err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %v\n", err)
			failed = true
			continue
		}
		out.Claims = append(out.Claims, ranked...)
		dated = append(dated, &priorart.Chart{Set: set, Law: law})
	}
	if len(dated) > 0 || mine != nil { // of a shard with nothing in it there is an empty file
		out.Dates = f.dates.sentence(dated)
		if err := f.out.write(cmd, report.Rank(out)); err != nil {
			return err
		}
	}
	return afterwards(nil, failed || lost)
}

// rankedLibrary reads the references that are ranked or searched, or opens their library with its index.
func rankedLibrary(cmd *cobra.Command, against []string, in *indexFlag, opt source.Options) (*library.Loaded, bool, error) {
	if at, err := in.address(cmd, len(against) > 0); at != nil || err != nil {
		loaded, _, lost, err := openElsewhere(at, err)
		return loaded, lost, err
	}
	if len(against) == 0 {
		return nil, false, fmt.Errorf("nothing to compare with: give --against with files or a folder of references, or --against practices\nSee '%s --help'", cmd.CommandPath())
	}
	known, err := practices("")
	if err != nil {
		return nil, false, err
	}
	loaded, lost, err := loadReferences(cmd, against, known, opt)
	if err != nil {
		return nil, lost, err
	}
	if p := loaded.OpenIndex(); p != nil {
		complain(cmd, []library.Problem{*p})
	}
	return loaded, lost, nil
}

// inputsOf are the files that references were read from, each once.
func inputsOf(loaded *library.Loaded) (inputs []report.Input) {
	for _, file := range loaded.Files {
		if !slices.ContainsFunc(inputs, func(i report.Input) bool { return i.Name == file.Name }) {
			inputs = append(inputs, report.Input{Name: file.Name, Format: file.Format, Bytes: file.Bytes, SHA256: file.SHA256})
		}
	}
	return inputs
}

package library

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/index"
)

// A library can be kept in an index.Collection: each reference is a document there, with the number of its label D1, D2, ..., or from
// firstNamed on where a person named it, and its passages are the document's.

// firstNamed is the number of the first reference whose label a person gave: behind all numbers that labels can have; see counted.
const firstNamed = 1_000_000_000

// keptPassage is a passage as its collection keeps it.
type keptPassage struct {
	Loc  string `json:"loc"`
	Text string `json:"text"`
	Own  bool   `json:"own,omitempty"`
}

// kept is a collection as priorart takes it.
type kept struct{ index.Collection }

// OpenElsewhere opens the library that a search engine keeps at an address. Nothing is fetched before it is needed. The error says why it
// cannot be used and what to do.
func OpenElsewhere(at *index.Address) (*Loaded, error) {
	in, err := index.Open(at, priorart.StemsVersion)
	if err != nil {
		return nil, err
	}
	return openCollection(in, at.String())
}

// openCollection makes a library of a collection, which it closes when it is closed; name is what it is called in reports.
func openCollection(in index.Collection, name string) (*Loaded, error) {
	t := in.Totals()
	if t.Documents == 0 {
		return nil, fmt.Errorf("%s holds no references: its first load is under way, or was interrupted: run claimchart library build DIR --index %s", name, name)
	}
	return &Loaded{Library: priorart.Elsewhere(kept{in}), Files: []source.File{{Name: name, Format: "index", SHA256: t.Sum}}, index: in}, nil
}

// References implements priorart.Kept.
func (k kept) References() int { return k.Totals().Documents }

// Fetch implements priorart.Kept.
func (k kept) Fetch(documents []int) ([]priorart.Reference, error) {
	records, err := k.Records(documents)
	if err != nil {
		return nil, err
	}
	return k.fetch(records)
}

// fetch makes references of records, with their passages.
func (k kept) fetch(records []index.Record) ([]priorart.Reference, error) {
	texts, err := k.Texts(records)
	if err != nil {
		return nil, err
	}
	refs := make([]priorart.Reference, len(records))
	for i, r := range records {
		if refs[i], err = fromRecord(r); err != nil {
			return nil, err
		}
		refs[i].Passages = make([]priorart.Passage, len(texts[i]))
		for place, text := range texts[i] {
			var p keptPassage
			if err := json.Unmarshal([]byte(text), &p); err != nil {
				return nil, fmt.Errorf("%s, passage %d: what the index keeps of it is damaged: run claimchart library build --fresh", r.ID, place+1)
			}
			refs[i].Passages[place] = priorart.Passage{Loc: p.Loc, Text: p.Text, Own: p.Own}
		}
	}
	slices.SortStableFunc(refs, byLabel)
	return refs, nil
}

func fromRecord(r index.Record) (priorart.Reference, error) {
	var ref priorart.Reference
	if err := json.Unmarshal([]byte(r.Value), &ref); err != nil {
		return ref, fmt.Errorf("%s: what the index keeps of it is damaged: run claimchart library build --fresh", r.ID)
	}
	return ref, nil
}

// All implements priorart.Kept.
func (k kept) All() ([]priorart.Reference, error) {
	records, err := everyRecord(k)
	if err != nil {
		return nil, err
	}
	return k.fetch(records)
}

func everyRecord(in index.Collection) (list []index.Record, err error) {
	err = in.Each(func(r index.Record) error {
		list = append(list, r)
		return nil
	})
	slices.SortFunc(list, func(x, y index.Record) int { return x.Document - y.Document })
	return list, err
}

// collection is where an opened library is kept, or nil.
func (l *Loaded) collection() index.Collection {
	in, _ := l.index.(index.Collection)
	return in
}

// List returns all references with their numbers of passages, and of those that are kept elsewhere nothing else of the passages.
func (l *Loaded) List() ([]priorart.Reference, error) {
	in := l.collection()
	if in == nil {
		return l.Library.References, nil
	}
	records, err := everyRecord(in)
	if err != nil {
		return nil, err
	}
	refs := make([]priorart.Reference, len(records))
	for i, r := range records {
		if refs[i], err = fromRecord(r); err != nil {
			return nil, err
		}
		refs[i].Stored = &priorart.Stored{In: notFetched{}, Count: r.Passages}
	}
	slices.SortStableFunc(refs, byLabel)
	return refs, nil
}

// notFetched stands for passages that nobody asked for.
type notFetched struct{}

func (notFetched) Passage(int) (priorart.Passage, error) {
	return priorart.Passage{}, errors.New("the passage was not fetched")
}

// mostNamed is how many references that may have been meant are looked at.
const mostNamed = 20

// Find finds a reference by its label, its ID or the beginning of its ID, as the function Find does, wherever it is kept; there capital
// letters are not small ones.
func (l *Loaded) Find(name string) (*priorart.Reference, error) {
	in := l.collection()
	if in == nil {
		return Find(l.Library, name)
	}
	records, err := in.Named(name, mostNamed)
	if err != nil {
		return nil, err
	}
	some := &priorart.Library{}
	for _, r := range records {
		ref, err := fromRecord(r)
		if err != nil {
			return nil, err
		}
		some.References = append(some.References, ref)
	}
	found, err := Find(some, name)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(records, func(r index.Record) bool { return r.ID == found.ID })
	refs, err := kept{in}.fetch(records[i : i+1])
	if err != nil {
		return nil, err
	}
	return &refs[0], nil
}

// CheckElsewhere looks through the library that a search engine keeps at an address for what would make a chart wrong or incomplete: passages that are missing or too
// many, references that differ from those of a folder (unless dir is empty), and references without a date. It returns the number of references as well.
func CheckElsewhere(dir string, opt Options, at *index.Address) (faults []Fault, references int, err error) {
	in, err := index.Open(at, priorart.StemsVersion)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = in.Close() }() // it was only read
	return checkCollection(dir, opt, in, at.String())
}

func checkCollection(dir string, opt Options, in index.Collection, name string) (faults []Fault, references int, err error) {
	rebuild := fmt.Sprintf("run claimchart library build %s --index %s", cmp.Or(dir, "DIR"), name)
	records, err := everyRecord(in)
	if err != nil {
		return nil, 0, err
	}
	t, passages := in.Totals(), 0
	wanted := map[string]string{} // sums, by ID
	if dir != "" {
		loaded, err := Load([]string{dir}, opt)
		if err != nil {
			return nil, 0, err
		}
		defer loaded.Close()
		for i := range loaded.Library.References {
			r, err := recordOf(&loaded.Library.References[i], 0)
			if err != nil {
				return nil, 0, err
			}
			wanted[r.ID] = r.Sum
		}
	}
	for _, r := range records {
		passages += r.Passages
		ref, err := fromRecord(r)
		if err != nil {
			faults = append(faults, Fault{File: name, Reference: r.ID, What: "what the index keeps of it is damaged", Remedy: rebuild})
		}
		if ref.Date == "" && ref.Kind != "practice" {
			faults = append(faults, Fault{File: ref.File, Reference: r.ID, What: "no date on which it became public", Remedy: fmt.Sprintf("write one into %s: - {id: %q, date: 2004-05-11}, and %s", ownFile, r.ID, rebuild)})
		}
		sum, there := wanted[r.ID]
		delete(wanted, r.ID)
		switch {
		case dir == "":
		case !there:
			faults = append(faults, Fault{File: name, Reference: r.ID, What: "not in the folder any more", Remedy: rebuild})
		case sum != r.Sum:
			faults = append(faults, Fault{File: name, Reference: r.ID, What: "it has changed in the folder", Remedy: rebuild})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(wanted)) {
		faults = append(faults, Fault{File: name, Reference: id, What: "not in the index", Remedy: rebuild})
	}
	n, err := in.Count()
	if err != nil {
		return nil, 0, err
	}
	if n != passages || t.Documents != len(records) || t.Passages != passages {
		faults = append(faults, Fault{File: name, What: fmt.Sprintf(
			"the index holds %d passages of %d references, where its totals say %d of %d and its records %d: a load is under way, or was interrupted", n, len(records), t.Passages, t.Documents, passages), Remedy: rebuild})
	}
	return faults, len(records), nil
}

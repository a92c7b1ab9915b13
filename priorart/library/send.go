package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"claimchart/priorart"
	"claimchart/priorart/index"
)

// Sent is what a load into a collection did.
type Sent struct {
	*Result
	Documents, Passages int // that were sent
	Same                int // documents that were there already
	Out                 int // documents that were taken out
	Refused             []Problem
}

// SendTo builds the library of a folder, without an index of its own, and brings what an engine keeps at an address up to it.
func SendTo(dir string, opt Options, at *index.Address) (*Sent, error) {
	to, err := index.Create(at, priorart.StemsVersion)
	if err != nil {
		return nil, err
	}
	defer func() { _ = to.Close() }() // what was written is written
	return send(dir, opt, to)
}

// sending is a load under way.
type sending struct {
	dir    string
	to     index.Collection
	opt    Options
	sent   Sent
	have   map[int]index.Record // as they are in the collection, without their values
	named  map[string]int       // the documents of references that a person named, by ID
	next   int                  // the next document for one of them
	clean  bool                 // the collection has no passages of documents without a record
	totals []index.Record       // of the references that are there now
	done   int                  // passages looked at
	all    int
}

// send brings a collection up to the library of a folder.
//
// A document whose content is there is not sent again, and what is sent is named by its content: so a load that was interrupted goes on where it
// stopped, and doing it twice doubles nothing. A document's record is written when all its passages are, and while its content is replaced it has none: nobody
// finds half a document. A document with a passage that the engine refuses is left out and said. What is gone from the folder is taken out last.
func send(dir string, opt Options, to index.Collection) (*Sent, error) {
	opt.unindexed = true
	result, err := Build(dir, opt)
	if err != nil {
		return nil, err
	}
	loaded, err := Load([]string{dir}, Options{Source: opt.Source})
	if err != nil {
		return nil, err
	}
	defer loaded.Close()
	s := &sending{dir: dir, to: to, opt: opt, sent: Sent{Result: result}, have: map[int]index.Record{}, named: map[string]int{}, next: firstNamed}
	if err := s.look(); err != nil {
		return nil, err
	}
	refs := loaded.Library.References
	for i := range refs {
		s.all += refs[i].PassageCount()
	}
	wanted := map[int]bool{}
	for from := 0; from < len(refs); {
		end, passages := from, 0
		for ; end < len(refs) && passages < together; end++ {
			passages += refs[end].PassageCount()
		}
		batch := make([]*priorart.Reference, 0, end-from)
		numbers := make([]int, 0, end-from)
		for i := from; i < end; i++ {
			n := s.number(&refs[i])
			wanted[n] = true
			batch, numbers = append(batch, &refs[i]), append(numbers, n)
		}
		if err := s.batch(batch, numbers); err != nil {
			return nil, err
		}
		from = end
	}
	for n := range s.have {
		if !wanted[n] {
			if err := s.to.Delete(n); err != nil {
				return nil, err
			}
			s.sent.Out++
		}
	}
	return &s.sent, s.commit()
}

// look reads what the collection has.
func (s *sending) look() error {
	passages := 0
	err := s.to.Each(func(r index.Record) error {
		r.Value = ""
		s.have[r.Document] = r
		passages += r.Passages
		if r.Document >= firstNamed {
			s.named[r.ID] = r.Document
			s.next = max(s.next, r.Document+1)
		}
		return nil
	})
	if err != nil {
		return err
	}
	n, err := s.to.Count()
	s.clean = n == passages
	return err
}

// number is the number of a reference's document.
func (s *sending) number(r *priorart.Reference) int {
	if n, ok := counted(r.Label); ok {
		return n
	}
	if n, ok := s.named[r.ID]; ok {
		return n
	}
	n := s.next
	s.next++
	s.named[r.ID] = n
	return n
}

// batch sends those of some references that are not there.
func (s *sending) batch(refs []*priorart.Reference, numbers []int) error {
	var stale []index.Record // records to be written
	var fresh []*priorart.Reference
	var records []index.Record // of fresh
	for i, ref := range refs {
		r, err := recordOf(ref, numbers[i])
		if err != nil {
			return err
		}
		if r.Passages > index.MostPassages {
			s.refuse(ref, "", fmt.Sprintf("it has %d passages, and an index takes %d", r.Passages, index.MostPassages))
			continue
		}
		old, there := s.have[r.Document]
		r.Words = old.Words
		switch {
		case there && old.Sum == r.Sum && !s.opt.Fresh:
			s.sent.Same++
			s.totals = append(s.totals, r)
			s.tell(r.Passages)
		case there && contentOf(old.Sum) == contentOf(r.Sum) && !s.opt.Fresh:
			stale = append(stale, r)
			s.tell(r.Passages)
		default:
			if there {
				if err := s.to.Delete(r.Document); err != nil {
					return err
				}
			}
			fresh, records = append(fresh, ref), append(records, r)
		}
	}
	whole, err := s.passages(fresh, records)
	if err != nil {
		return err
	}
	records = slices.Concat(stale, whole)
	refused, err := s.to.PutRecords(records)
	if err != nil {
		return err
	}
	for _, r := range records {
		if k := slices.IndexFunc(refused, func(x index.Refused) bool { return x.Number == r.Document }); k >= 0 {
			s.refuse(refs[slices.Index(numbers, r.Document)], "", refused[k].Reason)
			continue
		}
		s.sent.Documents++
		s.totals = append(s.totals, r)
	}
	return nil
}

// passages sends the passages of documents that have no record, and returns the records of those all of whose passages are there.
func (s *sending) passages(refs []*priorart.Reference, records []index.Record) (whole []index.Record, err error) {
	stems, err := priorart.StemsOf(refs)
	if err != nil {
		return nil, err
	}
	var all []index.Passage
	for i, ref := range refs {
		list := make([]index.Passage, len(stems[i]))
		records[i].Words = 0
		for place := range list {
			p, err := ref.Passage(place)
			if err != nil {
				return nil, err
			}
			text, err := json.Marshal(keptPassage{p.Loc, p.Text, p.Own})
			if err != nil {
				return nil, err
			}
			list[place] = index.Passage{Number: index.PassageAt(records[i].Document, place), Stems: stems[i][place], Text: string(text)}
			records[i].Words += len(stems[i][place])
		}
		if !s.clean {
			missing, stale, err := s.to.Missing(records[i].Document, list)
			if err != nil {
				return nil, err
			}
			if stale {
				if err := s.to.Delete(records[i].Document); err != nil {
					return nil, err
				}
				missing = list
			}
			list = missing
		}
		all = append(all, list...)
	}
	bad := map[int]bool{} // documents
	for part := range slices.Chunk(all, together) {
		refused, err := s.to.Put(part)
		if err != nil {
			return nil, err
		}
		s.sent.Passages += len(part) - len(refused)
		for _, r := range refused {
			document := index.DocumentOf(r.Number)
			bad[document] = true
			i := slices.IndexFunc(records, func(x index.Record) bool { return x.Document == document })
			p, err := refs[i].Passage(r.Number - index.PassageAt(document, 0))
			if err != nil {
				return nil, err
			}
			s.refuse(refs[i], p.Loc, r.Reason)
		}
		s.tell(len(part))
	}
	for _, r := range records {
		if !bad[r.Document] {
			whole = append(whole, r)
		} else if err := s.to.Delete(r.Document); err != nil {
			return nil, err
		}
	}
	return whole, nil
}

func (s *sending) tell(passages int) {
	s.done += passages
	if s.opt.TellIndex != nil {
		s.opt.TellIndex(s.done, s.all)
	}
}

// refuse says that the engine does not take a passage, or a reference where loc is empty.
func (s *sending) refuse(ref *priorart.Reference, loc, reason string) {
	what := ref.ID
	if loc != "" {
		what += ", " + loc
	}
	s.sent.Refused = append(s.sent.Refused, Problem{
		File: filepath.Join(s.dir, filepath.FromSlash(ref.File)), Lost: true,
		What: what + ": the index refuses it: " + reason + ": the document is left out of the index until it is mended and the library built again",
	})
}

// commit writes the totals, and sees that no passage is there too many or too few.
func (s *sending) commit() error {
	slices.SortFunc(s.totals, func(x, y index.Record) int { return x.Document - y.Document })
	var t index.Totals
	sum := sha256.New()
	for _, r := range s.totals {
		t.Documents++
		t.Passages += r.Passages
		t.Words += r.Words
		fmt.Fprintf(sum, "%d %s\n", r.Document, r.Sum) // a hash's writer never fails
	}
	t.Sum = hex.EncodeToString(sum.Sum(nil))
	if err := s.to.Commit(t); err != nil {
		return err
	}
	n, err := s.to.Count()
	if err != nil || n == t.Passages {
		return err
	}
	strays, err := s.to.Strays() // of a load that was interrupted, whose documents are gone from the folder since
	if err != nil {
		return err
	}
	for _, document := range strays {
		if err := s.to.Delete(document); err != nil {
			return err
		}
	}
	if n, err = s.to.Count(); err == nil && n != t.Passages {
		err = fmt.Errorf("the index holds %d passages where the library has %d: run claimchart library build %s again with --fresh", n, t.Passages, s.dir)
	}
	return err
}

// recordOf is what a collection keeps of a reference, but for the number of its words. Its sum is that of its passages and, behind a slash, of the rest.
func recordOf(ref *priorart.Reference, document int) (index.Record, error) {
	bare := *ref
	bare.Passages, bare.Stored = nil, nil
	value, err := json.Marshal(bare)
	if err != nil {
		return index.Record{}, err
	}
	content := sumOf(ref, "")
	if content == "" {
		_, err := ref.Passage(0)
		return index.Record{}, fmt.Errorf("%s: its passages cannot be read: %w", ref.ID, err)
	}
	return index.Record{
		Document: document, ID: ref.ID, Label: ref.Label, Sum: content + "/" + sumText(value)[:16] + "/" + strconv.Itoa(ref.PassageCount()),
		Passages: ref.PassageCount(), Value: string(value),
	}, nil
}

// contentOf is the part of a record's sum that is about its passages.
func contentOf(sum string) string {
	content, _, _ := strings.Cut(sum, "/")
	return content
}

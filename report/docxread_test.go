package report

import (
	"strings"
	"testing"

	"github.com/gomutex/godocx/packager"
	"github.com/gomutex/godocx/wml/ctypes"
)

// TestDocxReadByAnother: another reader of Word files finds the same paragraphs in the same styles, the tables' head rows, and the styles.
func TestDocxReadByAnother(t *testing.T) {
	all := reports(t)
	for _, name := range []string{"small", "nasty", "article", "diffclaims", "parse", "rank", "check"} {
		data := docxOf(t, all[name], View{})
		root, err := packager.Unpack(&data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got strings.Builder
		paragraph := func(p *ctypes.Paragraph) {
			if p.Property != nil && p.Property.Style != nil {
				got.WriteString(p.Property.Style.Val + ": ")
			}
			for _, c := range p.Children {
				if c.Run == nil {
					continue
				}
				for _, r := range c.Run.Children {
					if r.Text != nil {
						got.WriteString(r.Text.Text)
					}
				}
			}
			got.WriteString("\n")
		}
		for _, c := range root.Document.Body.Children {
			if c.Para != nil {
				paragraph(c.Para.GetCT())
			}
			if c.Table == nil {
				continue
			}
			for _, row := range c.Table.GetCT().RowContents {
				for _, cell := range row.Row.Contents {
					for _, b := range cell.Cell.Contents {
						paragraph(b.Paragraph)
					}
				}
			}
		}
		if want := shown(t, unpacked(t, data)["word/document.xml"]); got.String() != want {
			t.Errorf("%s: line %d is read differently:\n%s", name, firstDifference(got.String(), want), got.String())
		}
		if root.DocStyles == nil || len(root.DocStyles.StyleList) != len(docxStyles) {
			t.Errorf("%s: the styles are not all read", name)
		}
	}
}

package source

import "encoding/xml"

// table reads a table: a row is a line, its cells divided by tabs; the paragraphs of a row with one cell stay paragraphs.
func (r *docxReader) table(ctx docxContext) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			return r.row(ctx)
		case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom":
			return r.table(ctx.within(e))
		}
		return r.skip()
	})
}

func (r *docxReader) row(ctx docxContext) error {
	var cells [][]docxPara
	outer := r.out
	err := r.cells(ctx, &cells)
	r.out = outer
	if err != nil {
		return err
	}
	if len(cells) == 1 {
		r.out = append(r.out, cells[0]...)
		return nil
	}
	row := docxPara{row: true}
	empty := true
	for i, cell := range cells {
		if i > 0 {
			row.runs = append(row.runs, docxRun{text: "\t"})
		}
		filled := false
		for _, p := range cell {
			if filled && (p.number != "" || len(p.runs) > 0) {
				row.runs = append(row.runs, docxRun{text: " "})
			}
			if p.number != "" {
				row.runs = append(row.runs, docxRun{text: p.number})
			}
			row.runs = append(row.runs, p.runs...)
			row.lost += p.lost
			filled = filled || p.number != "" || len(p.runs) > 0
		}
		empty = empty && !filled
	}
	if !empty {
		r.out = append(r.out, row)
	}
	return nil
}

func (r *docxReader) cells(ctx docxContext, cells *[][]docxPara) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.children(func(e xml.StartElement) error {
				ctx = ctx.within(e)
				return r.skip()
			})
		case "tc":
			r.out = nil
			if err := r.cell(ctx); err != nil {
				return err
			}
			*cells = append(*cells, r.out)
			return nil
		case "sdt", "sdtContent", "customXml", "smartTag":
			return r.cells(ctx, cells)
		}
		return r.skip()
	})
}

func (r *docxReader) cell(ctx docxContext) error {
	if err := r.children(func(e xml.StartElement) error {
		if e.Name.Local == "tcPr" {
			return r.children(func(e xml.StartElement) error {
				ctx = ctx.within(e)
				return r.skip()
			})
		}
		return r.block(ctx, e)
	}); err != nil {
		return err
	}
	r.release()
	return nil
}

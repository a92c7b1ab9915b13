package source

import "slices"

// pdfPage is a page with what it takes over from the tree above it.
type pdfPage struct {
	dict      pdfDict
	resources pdfDict
	box       [4]float64
	rotate    int
}

// pages returns the pages in order. Where the tree of pages is broken, all pages that the file has, in order of their numbers.
func (f *pdfFile) pages() []pdfPage {
	if f.dict(f.root) == nil {
		for _, num := range f.numbers() {
			if d := f.dict(pdfRef(num)); d["Type"] == pdfName("Catalog") {
				f.root = pdfRef(num)
			}
		}
	}
	var out []pdfPage
	seen, nodes := map[int]bool{}, 0
	var walk func(v any, above pdfPage, depth int)
	walk = func(v any, above pdfPage, depth int) {
		if ref, is := v.(pdfRef); is {
			if seen[int(ref)] {
				return
			}
			seen[int(ref)] = true
		}
		d := f.dict(v)
		if nodes++; d == nil || depth > maxPDFDepth || nodes > 2*maxPDFPages {
			return
		}
		p := f.page(d, above)
		if kids := f.array(d["Kids"]); kids != nil {
			for _, k := range kids {
				walk(k, p, depth+1)
			}
			return
		}
		out = append(out, p)
	}
	walk(f.dict(f.root)["Pages"], pdfPage{box: [4]float64{0, 0, 612, 792}}, 0)
	if len(out) == 0 {
		for _, num := range f.numbers() {
			if d := f.dict(pdfRef(num)); d["Type"] == pdfName("Page") && len(out) < maxPDFPages {
				out = append(out, f.page(d, pdfPage{box: [4]float64{0, 0, 612, 792}}))
			}
		}
		if len(out) > 0 {
			f.notes = append(f.notes, "the list of pages is damaged: pages were taken in the order of their numbers in the file")
		}
	}
	return out
}

func (f *pdfFile) page(d pdfDict, above pdfPage) pdfPage {
	p := above
	p.dict = d
	if r := f.dict(d["Resources"]); r != nil {
		p.resources = r
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		if a := f.array(d[key]); len(a) == 4 {
			for i := range a {
				p.box[i] = f.number(a[i])
			}
		}
	}
	if r, is := f.resolve(d["Rotate"]).(float64); is {
		p.rotate = (int(r)%360 + 360) % 360
	}
	return p
}

func (f *pdfFile) numbers() []int {
	out := make([]int, 0, len(f.objects))
	for num := range f.objects {
		out = append(out, num)
	}
	slices.Sort(out)
	return out
}

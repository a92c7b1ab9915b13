package report

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// schemas is what is read of docs/schema.json here.
type schemas struct {
	Defs map[string]struct {
		Required   []string                   `json:"required"`
		Properties map[string]json.RawMessage `json:"properties"`
	} `json:"$defs"`
}

// TestSchemaFields: docs/schema.json has a definition for each type that JSON is written of, with just its fields, and requires just
// those that are never left out. So no field can be added to a report and forgotten there, whether a test prints it or not.
func TestSchemaFields(t *testing.T) {
	text, err := os.ReadFile("../docs/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schemas
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	todo := map[string]reflect.Type{}
	for name, v := range map[string]any{
		"parseReport": struct {
			Line
			*Parsed
		}{},
		"chartReport": struct {
			Line
			*Charted
		}{},
		"checkReport": checkJSON{}, "diffReport": diffJSON{}, "compareReport": compareJSON{}, "regressReport": regressJSON{}, "rankReport": rankJSON{}, "searchReport": searchJSON{},
		"listReport": listJSON{}, "showReport": shownJSON{}, "faultsReport": faultsJSON{},
	} {
		todo[name] = reflect.TypeOf(v)
	}
	done := map[string]reflect.Type{}
	for len(todo) > 0 {
		for name, typ := range todo {
			delete(todo, name)
			if done[name] != nil {
				continue
			}
			done[name] = typ
			d, ok := s.Defs[name]
			if !ok {
				t.Errorf("docs/schema.json has no definition %q for %v", name, typ)
				continue
			}
			has := map[string]bool{} // whether it is always there
			printed(typ, true, has, todo)
			for field, always := range has {
				if _, listed := d.Properties[field]; !listed {
					t.Errorf("docs/schema.json: %s lacks %q of %v", name, field, typ)
				}
				if always != slices.Contains(d.Required, field) && typ.Name() != "Op" { // which leaves "move" out itself
					t.Errorf("docs/schema.json: %s requires %q: %v, but it is always there: %v", name, field, !always, always)
				}
			}
			for field := range d.Properties {
				if _, known := has[field]; !known {
					t.Errorf("docs/schema.json: %s has %q, which %v has not", name, field, typ)
				}
			}
		}
	}
	for name := range s.Defs {
		if done[name] == nil && name != "step" && !strings.HasSuffix(name, "Line") { // a step is an operation without its move
			t.Errorf("docs/schema.json: %q is no type that is printed", name)
		}
	}
}

// printed adds a type's fields in JSON, with those of what it embeds, and the types of their values.
func printed(typ reflect.Type, always bool, has map[string]bool, todo map[string]reflect.Type) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		field, opt, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && field == "" {
			inner, asked := f.Type, false
			if inner.Kind() == reflect.Pointer { // what parse adds where it is asked for
				inner = inner.Elem()
				asked = slices.Contains([]string{"Inheriting", "Naming", "Description"}, inner.Name())
			}
			printed(inner, always && !asked, has, todo)
			continue
		}
		if field == "-" || !f.IsExported() {
			continue
		}
		if _, shadowed := has[field]; shadowed {
			continue
		}
		has[field] = always && opt == ""
		of := f.Type
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct {
			todo[schemaName(of)] = of
		}
	}
}

// schemaName is a type's name with a small letter first; of two types of one name check's has another.
func schemaName(typ reflect.Type) string {
	if typ == reflect.TypeFor[Finding]() {
		return "checkFinding"
	}
	return strings.ToLower(typ.Name()[:1]) + typ.Name()[1:]
}

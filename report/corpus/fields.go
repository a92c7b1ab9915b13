package corpus

import (
	"encoding/json"
	"fmt"
	"slices"
)

// changedFields tells field by field how two JSON values differ, in the order of the alphabet: `claims[0].ranking[1].score: 0.81, was 0.79`.
// Lists are compared place by place.
func changedFields(before, after any) []string {
	var out []string
	differ("", before, after, &out)
	return out
}

func differ(at string, before, after any, out *[]string) {
	switch a := after.(type) {
	case map[string]any:
		b, ok := before.(map[string]any)
		if !ok {
			break
		}
		var keys []string
		for k := range a {
			keys = append(keys, k)
		}
		for k := range b {
			if _, both := a[k]; !both {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		for _, k := range keys {
			name := k
			if at != "" {
				name = at + "." + k
			}
			was, had := b[k]
			is, has := a[k]
			switch {
			case !had:
				*out = append(*out, fmt.Sprintf("%s: %s, was not there", name, brief(is)))
			case !has:
				*out = append(*out, fmt.Sprintf("%s: is not there, was %s", name, brief(was)))
			default:
				differ(name, was, is, out)
			}
		}
		return
	case []any:
		b, ok := before.([]any)
		if !ok {
			break
		}
		for i := range min(len(a), len(b)) {
			differ(fmt.Sprintf("%s[%d]", at, i), b[i], a[i], out)
		}
		if len(a) != len(b) {
			*out = append(*out, fmt.Sprintf("%s: %d of them, was %d", at, len(a), len(b)))
		}
		return
	default:
		if a == before {
			return
		}
	}
	*out = append(*out, fmt.Sprintf("%s: %s, was %s", at, brief(after), brief(before)))
}

// brief is a value as JSON, cut where it is long.
func brief(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	const most = 120
	if runes := []rune(string(text)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(text)
}

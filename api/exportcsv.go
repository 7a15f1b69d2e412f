package api

import (
	"encoding/csv"
	"io"
	"strings"

	"truceline/timeline"
)

// writeCSV writes one row per event (RFC 4180). What a spreadsheet would take
// for a formula gets an apostrophe in front, and so does what begins with an
// apostrophe: taking one off gives the value back.
func writeCSV(w io.Writer, v view, events stream) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(csvHead()); err != nil {
		return err
	}
	for event, err := range events {
		if err != nil {
			return err
		}
		row := each(csvColumns, func(column csvColumn) string { return column.write(v, event) })
		if !v.Raw {
			for i := range row {
				row[i] = inert(row[i])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvHead() []string {
	return each(csvColumns, func(column csvColumn) string { return column.name })
}

func sourceCells(e timeline.Event) []string {
	var cells []string
	for _, article := range cited(e) {
		if address := webAddress(article.URL); address != "" {
			cells = append(cells, address)
		}
	}
	return cells
}

// inert keeps a spreadsheet from reading a cell as a formula. Full-width
// signs count, and so do blanks and control characters before a sign, which
// some programs skip.
func inert(cell string) string {
	bare := strings.TrimLeft(cell, "\t\r\n \u00a0\u3000\ufeff\x00")
	if cell != "" && (strings.ContainsAny(cell[:1], "\t\r\n'") || (bare != "" && strings.ContainsRune("=+-@＝＋－＠|%", firstRune(bare)))) {
		return "'" + cell
	}
	return cell
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}

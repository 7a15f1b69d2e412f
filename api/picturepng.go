package api

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"sync"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// pictureScale keeps a PNG sharp on dense screens.
const pictureScale = 2

// typefaces are parsed once: the Go fonts have Latin, Greek and Cyrillic.
var typefaces = sync.OnceValue(func() [2]*sfnt.Font {
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		panic(err) // the font is a constant of the build
	}
	bold, err := opentype.Parse(gobold.TTF)
	if err != nil {
		panic(err)
	}
	return [2]*sfnt.Font{regular, bold}
})

func face(size float64, bold bool) font.Face {
	chosen := typefaces()[0]
	if bold {
		chosen = typefaces()[1]
	}
	made, err := opentype.NewFace(chosen, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		panic(err) // the options are constants of the build
	}
	return made
}

// wrapped breaks text into lines of a width; what is more than the most
// lines ends in an ellipsis. A word that is wider than a line is broken.
func wrapped(text string, size float64, bold bool, width float64, most int) []string {
	set := face(size, bold)
	defer set.Close()
	fits := func(s string) bool { return font.MeasureString(set, s) <= fixed.I(int(width)) }
	var lines []string
	line := ""
	words := strings.Fields(text)
	for len(words) > 0 && len(lines) < most {
		word := words[0]
		switch longer := strings.TrimSpace(line + " " + word); {
		case fits(longer):
			line, words = longer, words[1:]
		case line != "":
			lines, line = append(lines, line), ""
		default:
			head := broken(word, fits)
			lines, words[0] = append(lines, head), word[len(head):]
		}
	}
	if len(lines) < most && line != "" {
		return append(lines, line)
	}
	if len(words) > 0 || line != "" {
		last := []rune(lines[most-1])
		for len(last) > 0 && !fits(string(last)+"…") {
			last = last[:len(last)-1]
		}
		lines[most-1] = strings.TrimSpace(string(last)) + "…"
	}
	return lines
}

// broken is the longest beginning of a word that fits, at least one character.
func broken(word string, fits func(string) bool) string {
	end := 0
	for i, r := range word {
		if next := i + len(string(r)); end == 0 || fits(word[:next]) {
			end = next
		} else {
			break
		}
	}
	return word[:end]
}

// png rasterises the shapes and sets the texts over them.
func (p *picture) png() ([]byte, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(p.svg(false)), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	width, height := pictureWidth*pictureScale, int(p.y)*pictureScale
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	icon.SetTarget(0, 0, float64(width), float64(height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, canvas, canvas.Bounds())), 1)
	for _, t := range p.texts {
		set := face(t.size*pictureScale, t.bold)
		drawer := font.Drawer{Dst: canvas, Src: image.NewUniform(colourOf(t.colour)), Face: set,
			Dot: fixed.Point26_6{X: fixed.Int26_6(t.x * pictureScale * 64), Y: fixed.Int26_6(t.y * pictureScale * 64)}}
		drawer.DrawString(t.text)
		set.Close()
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, canvas); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// colourOf reads "#rrggbb"; black where it is none.
func colourOf(hex string) color.RGBA {
	n, _ := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

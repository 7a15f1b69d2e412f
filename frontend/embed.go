// Package frontend holds the built explorer and widget and the templates of
// the pages that are complete without script.
package frontend

import (
	"embed"
	"encoding/json"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

//go:embed pages/*.html
var pages embed.FS

//go:embed shapes.json
var shapes []byte

// Dist is what `npm run build` made: app.html, and under assets/ files whose
// names carry a hash of their content, besides pages.css and theme.js.
// Without that build it holds index.html alone.
func Dist() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // dist is a constant of the build
	}
	return sub
}

// Shapes gives the outlines of the marks by name, as path data on a field of
// -9 to 9. "bar" stands for a shape that is not known.
func Shapes() map[string]string {
	outlines := map[string]string{}
	if err := json.Unmarshal(shapes, &outlines); err != nil {
		panic(err) // shapes is a constant of the build
	}
	return outlines
}

// Explorer gives the page of the explorer, or, where it was not built, a page
// that says how to build it. The element <script type="application/json"
// id="first"></script> takes the first answer.
func Explorer() []byte {
	page, err := dist.ReadFile("dist/app.html")
	if err != nil {
		page, err = dist.ReadFile("dist/index.html")
	}
	if err != nil {
		panic(err) // the embed directive guarantees index.html
	}
	return page
}

// Pages are the templates of the pages that are complete without script;
// each says on top which data it expects.
func Pages() fs.FS {
	sub, err := fs.Sub(pages, "pages")
	if err != nil {
		panic(err) // pages is a constant of the build
	}
	return sub
}

package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/gin-gonic/gin"
)

func document(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(openapiDocument)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheDocumentKnowsEveryRoute(t *testing.T) {
	a := newAPI(t)
	doc := document(t)
	var served, told []string
	for _, route := range a.handler.(*gin.Engine).Routes() {
		path, ours := strings.CutPrefix(route.Path, "/api/v1")
		if ours && route.Method != http.MethodHead && route.Method != http.MethodOptions {
			served = append(served, route.Method+" "+strings.ReplaceAll(path, ":id", "{id}"))
		}
	}
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			told = append(told, method+" "+path)
		}
	}
	slices.Sort(served)
	slices.Sort(told)
	if !slices.Equal(served, told) {
		t.Errorf("served:\n%s\n\ndocumented:\n%s", strings.Join(served, "\n"), strings.Join(told, "\n"))
	}
}

// TestEveryCallHasAnExample: that an example is as its schema says is part of
// what makes a document valid.
func TestEveryCallHasAnExample(t *testing.T) {
	for path, item := range document(t).Paths.Map() {
		for method, operation := range item.Operations() {
			content := operation.Responses.Value("200").Value.Content
			if method == http.MethodPost {
				content = operation.RequestBody.Value.Content
			}
			shown := false
			for _, kind := range content {
				shown = shown || kind.Example != nil
			}
			if !shown {
				t.Errorf("%s %s has no example", method, path)
			}
		}
	}
}

func TestAnswersAreAsTheDocumentSays(t *testing.T) {
	a := newAPI(t, someEvents()...)
	doc := document(t)
	for path, address := range map[string][]string{
		"/events":              {"/events", "/events?limit=1&from=2025-05-10&to=2025-05-20", "/events?q=second", "/events?type=vote&status=planned", "/events?limit=0", "/events?as_of=2025-05-16"},
		"/events/index":        {"/events/index", "/events/index?columns=actors,place,places,thread,source,significance", "/events/index?rows=0-9", "/events/index?rows=2,0-1", "/events/index?columns=independent", "/events/index?from=2030-01-01"},
		"/events/{id}":         {"/events/may-1", "/events/plan", "/events/none"},
		"/events/{id}/history": {"/events/may-1/history", "/events/none/history"},
		"/facets":              {"/facets", "/facets?type=vote"},
		"/density":             {"/density", "/density?bucket=day", "/density?from=2030-01-01"},
		"/changes":             {"/changes?since=2025-01-01", "/changes?since=2030-01-01&until=2031-01-01", "/changes"},
		"/coverage":            {"/coverage"},
		"/types":               {"/types", "/types?x"},
		"/actors":              {"/actors"},
		"/actors/{id}":         {"/actors/anna", "/actors/none"},
		"/places":              {"/places"},
		"/threads":             {"/threads", "/threads?as_of=2025-05-02"},
		"/threads/{id}":        {"/threads/rounds", "/threads/none"},
		"/briefings/{id}":      {"/briefings/2025-W20", "/briefings/2025-W10", "/briefings/2025-W54"},
		"/sources":             {"/sources"},
		"/sources/{id}":        {"/sources/herald", "/sources/none"},
		"/health":              {"/health"},
		"/openapi.json":        {"/openapi.json"},
	} {
		for _, address := range address {
			asDocumented(t, doc, path, "/api/v1"+address, a.get("/api/v1"+address))
		}
	}
}

// asDocumented checks an answer against the document.
func asDocumented(t *testing.T, doc *openapi3.T, path, address string, answer *httptest.ResponseRecorder) {
	t.Helper()
	item := doc.Paths.Find(path)
	if item == nil {
		t.Errorf("%s is not in the document", path)
		return
	}
	request := httptest.NewRequest(http.MethodGet, address, nil)
	err := openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{
			Request: request, Route: &routers.Route{Spec: doc, Path: path, PathItem: item, Method: http.MethodGet, Operation: item.Get},
		},
		Status: answer.Code, Header: answer.Header(), Body: io.NopCloser(bytes.NewReader(answer.Body.Bytes())),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		t.Errorf("GET %s: %v", address, err)
	}
}

// asDocumentedPost checks the answer to an edit.
func asDocumentedPost(t *testing.T, answer *httptest.ResponseRecorder) {
	t.Helper()
	doc := document(t)
	schema := doc.Components.Schemas["Corrected"].Value
	var body any
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	if err := schema.VisitJSON(body); err != nil {
		t.Errorf("answer to a correction: %v", err)
	}
}

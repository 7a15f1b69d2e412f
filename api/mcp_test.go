package api

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// callTool calls a tool over HTTP as a client does.
func callTool(t *testing.T, a *testAPI, tool string, arguments map[string]any) *mcp.CallToolResult {
	t.Helper()
	site := httptest.NewServer(a.handler)
	defer site.Close()
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(context.Background(), &mcp.StreamableClientTransport{Endpoint: site.URL + "/mcp", DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	result, err := session.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	return result
}

func TestToolsAnswerWithCitations(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for tool, try := range map[string]struct {
		arguments map[string]any
		want      []string
	}{
		"search_events":   {map[string]any{"query": "second"}, []string{`"total":1`, `"link":"https://truce.example/e/may-16"`, `"url":"https://herald.example/may-16"`}},
		"get_event":       {map[string]any{"id": "week"}, []string{`"date_words":"week of 19–25 May 2025"`, "They met on Friday", "First reported."}},
		"timeline_as_of":  {map[string]any{"as_of": "2025-05-16"}, []string{`"total":2`}},
		"weekly_briefing": {map[string]any{"week": "2025-W20"}, []string{`"from":"2025-05-12"`, "may-16", `"state":"finished"`, "https://herald.example/may-16", "# Week 20 of 2025"}},
	} {
		result := callTool(t, a, tool, try.arguments)
		body, err := json.Marshal(result.StructuredContent)
		if err != nil || result.IsError {
			t.Errorf("%s: %v %s", tool, err, result.Content)
		}
		for _, want := range try.want {
			if !strings.Contains(string(body), want) {
				t.Errorf("%s: %q is not in %s", tool, want, body)
			}
		}
	}
}

func TestToolsSayWhatIsWrong(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for tool, arguments := range map[string]map[string]any{
		"search_events":   {"type": []string{"party"}},
		"get_event":       {"id": "none"},
		"timeline_as_of":  {"as_of": "then"},
		"weekly_briefing": {"week": "2025-W54"},
	} {
		result := callTool(t, a, tool, arguments)
		if text, ok := result.Content[0].(*mcp.TextContent); !result.IsError || !ok || len(text.Text) < 10 {
			t.Errorf("%s: %+v", tool, result)
		}
	}
}

package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
)

func main() {
	payload := `{
  "description": "Nightly import",
  "expires_at_millis": 1760086400000,
  "is_public": false,
  "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e"
}`
	body := strings.NewReader(payload)
	request, err := http.NewRequest("POST", "https://api.hexclave.com/api/v1/team-api-keys", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Hexclave-Access-Type", "client")
	request.Header.Set("X-Hexclave-Project-Id", "<your project UUID>")
	request.Header.Set("Content-Type", "application/json")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	if response.StatusCode >= 400 {
		log.Fatalf("%s: %s", response.Status, content)
	}
	fmt.Println(string(content))
}

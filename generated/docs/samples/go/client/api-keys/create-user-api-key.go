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
  "user_id": "3241a285-8329-4d69-8f3d-316e08cf140c"
}`
	body := strings.NewReader(payload)
	request, err := http.NewRequest("POST", "https://api.hexclave.com/api/v1/user-api-keys", body)
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

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
  "scheduled_at_millis": 1760007200000
}`
	body := strings.NewReader(payload)
	request, err := http.NewRequest("PATCH", "https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Hexclave-Access-Type", "server")
	request.Header.Set("X-Hexclave-Project-Id", "<your project UUID>")
	request.Header.Set("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>")
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

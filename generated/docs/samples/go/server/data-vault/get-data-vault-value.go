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
  "hashed_key": "hashed-key-placeholder"
}`
	body := strings.NewReader(payload)
	request, err := http.NewRequest("POST", "https://api.hexclave.com/api/v1/data-vault/stores/secrets/get", body)
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

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
  "is_primary": true,
  "is_verified": true
}`
	body := strings.NewReader(payload)
	request, err := http.NewRequest("PATCH", "https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2", body)
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

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
  "code": "codecodecodecodecodecodecodecodecodecode12345"
}`
	body := strings.NewReader(payload)
	request, err := http.NewRequest("POST", "https://api.hexclave.com/api/v1/contact-channels/verify/check-code", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Hexclave-Access-Type", "admin")
	request.Header.Set("X-Hexclave-Project-Id", "<your project UUID>")
	request.Header.Set("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>")
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

package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
)

func main() {
	request, err := http.NewRequest("DELETE", "https://api.hexclave.com/api/v1/oauth-providers/3241a285-8329-4d69-8f3d-316e08cf140c/a1e7c9d2-4b3f-4c5e-9a8b-7d6e5f4a3b2c", nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Hexclave-Access-Type", "client")
	request.Header.Set("X-Hexclave-Project-Id", "<your project UUID>")

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

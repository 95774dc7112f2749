package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
)

func main() {
	request, err := http.NewRequest("DELETE", "https://api.hexclave.com/api/v1/team-invitations/5f0c2f64-2f6e-4e6b-8d7a-3c1b9e8f7a60?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e", nil)
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

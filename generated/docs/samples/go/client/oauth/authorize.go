package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
)

func main() {
	request, err := http.NewRequest("GET", "https://api.hexclave.com/api/v1/auth/oauth/authorize/github?client_id=6fbbf22e-f4b2-4c6e-95a1-beab6fa41063&client_secret=__stack_public_client__&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback&scope=legacy&state=state-placeholder&grant_type=authorization_code&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&response_type=code", nil)
	if err != nil {
		log.Fatal(err)
	}

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

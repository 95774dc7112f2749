import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/auth/oauth/authorize/github?client_id=6fbbf22e-f4b2-4c6e-95a1-beab6fa41063&client_secret=__stack_public_client__&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback&scope=legacy&state=state-placeholder&grant_type=authorization_code&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&response_type=code"))
                .GET()
                .build();
        var client = HttpClient.newHttpClient();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        System.out.println(response.body());
    }
}

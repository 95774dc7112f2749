import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var payload = """
                {
                  "grant_type": "refresh_token",
                  "client_id": "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063",
                  "client_secret": "__stack_public_client__",
                  "refresh_token": "refresh-token-placeholder"
                }""";
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/auth/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        var client = HttpClient.newHttpClient();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        System.out.println(response.body());
    }
}

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var payload = """
                {
                  "display_name": "Countess"
                }""";
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/team-member-profiles/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c"))
                .header("X-Hexclave-Access-Type", "client")
                .header("X-Hexclave-Project-Id", "<your project UUID>")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(payload))
                .build();
        var client = HttpClient.newHttpClient();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        System.out.println(response.body());
    }
}

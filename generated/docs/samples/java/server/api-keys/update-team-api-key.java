import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var payload = """
                {
                  "description": "Nightly import",
                  "revoked": true
                }""";
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/team-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e"))
                .header("X-Hexclave-Access-Type", "server")
                .header("X-Hexclave-Project-Id", "<your project UUID>")
                .header("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>")
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

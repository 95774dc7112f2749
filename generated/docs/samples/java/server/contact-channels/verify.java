import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var payload = """
                {
                  "code": "codecodecodecodecodecodecodecodecodecode12345"
                }""";
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/contact-channels/verify"))
                .header("X-Hexclave-Access-Type", "server")
                .header("X-Hexclave-Project-Id", "<your project UUID>")
                .header("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>")
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

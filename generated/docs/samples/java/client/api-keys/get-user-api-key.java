import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/user-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d"))
                .header("X-Hexclave-Access-Type", "client")
                .header("X-Hexclave-Project-Id", "<your project UUID>")
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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/auth/sessions/f4b1c7a0-3d52-4f0e-9c55-1b0a2c3d4e5f?user_id=3241a285-8329-4d69-8f3d-316e08cf140c"))
                .header("X-Hexclave-Access-Type", "client")
                .header("X-Hexclave-Project-Id", "<your project UUID>")
                .DELETE()
                .build();
        var client = HttpClient.newHttpClient();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        System.out.println(response.body());
    }
}

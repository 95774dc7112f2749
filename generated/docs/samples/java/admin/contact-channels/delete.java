import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Main {
    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2"))
                .header("X-Hexclave-Access-Type", "admin")
                .header("X-Hexclave-Project-Id", "<your project UUID>")
                .header("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>")
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

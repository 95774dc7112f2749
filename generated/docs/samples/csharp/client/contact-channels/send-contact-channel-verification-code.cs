using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2/send-verification-code");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Content = new StringContent(
    """
    {
      "callback_url": "https://example.com/verify"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());

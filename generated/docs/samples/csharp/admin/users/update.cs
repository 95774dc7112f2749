using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Patch, "https://api.hexclave.com/api/v1/users/3241a285-8329-4d69-8f3d-316e08cf140c");
request.Headers.Add("X-Hexclave-Access-Type", "admin");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>");
request.Content = new StringContent(
    """
    {
      "display_name": "Ada King",
      "server_metadata": {
        "customer_number": 1815
      }
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());

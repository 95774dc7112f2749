import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.get(
    Uri.parse('https://api.hexclave.com/api/v1/'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Publishable-Client-Key': 'pck_<your publishable client key>',
      'X-Hexclave-Access-Token': "<the user's access token>",
    },
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(response.body);
}

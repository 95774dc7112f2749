import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.get(
    Uri.parse('https://api.hexclave.com/api/v1/'),
    headers: {
      'X-Hexclave-Access-Type': 'server',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Secret-Server-Key': 'ssk_<your secret server key>',
    },
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(response.body);
}

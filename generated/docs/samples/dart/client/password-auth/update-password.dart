import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/auth/password/update'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Access-Token': "<the user's access token>",
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'old_password': 'placeholder-password',
      'new_password': 'new-placeholder-password',
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
